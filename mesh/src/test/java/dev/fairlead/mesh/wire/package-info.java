/** How frames look, and what is refused. */
@NullMarked
package dev.fairlead.mesh.wire;

import org.jspecify.annotations.NullMarked;
