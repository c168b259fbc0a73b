@NullMarked
package dev.fairlead.mesh.process;

import org.jspecify.annotations.NullMarked;
