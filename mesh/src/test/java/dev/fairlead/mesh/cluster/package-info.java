@NullMarked
package dev.fairlead.mesh.cluster;

import org.jspecify.annotations.NullMarked;
