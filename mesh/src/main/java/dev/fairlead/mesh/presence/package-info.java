/** Who is in the mesh: every process tells, with every beat, what it is and how it fares. */
@NullMarked
package dev.fairlead.mesh.presence;

import org.jspecify.annotations.NullMarked;
