/** Frames and snapshots that travel. */
@NullMarked
package dev.fairlead.mesh.frame;

import org.jspecify.annotations.NullMarked;
