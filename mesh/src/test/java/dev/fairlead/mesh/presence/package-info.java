@NullMarked
package dev.fairlead.mesh.presence;

import org.jspecify.annotations.NullMarked;
