/**
 * What time it is, and who is called when. Machines count on a monotonic clock, people read a wall
 * clock; both come from one {@link dev.fairlead.mesh.time.Timekeeper}, so that a test can move a
 * whole process through time.
 */
@NullMarked
package dev.fairlead.mesh.time;

import org.jspecify.annotations.NullMarked;
