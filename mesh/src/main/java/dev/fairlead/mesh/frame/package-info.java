/**
 * How the JSON of objects is kept and how it travels: packed with a {@link
 * dev.fairlead.mesh.frame.Dictionary} that is learned from objects of the same kind. Within a
 * process a frame is handed over; to another it goes as it is kept, with the name of its
 * dictionary, which is fetched once. An assignment that would be too large leaves its snapshot with
 * its owner, and the attempt pulls it.
 */
@NullMarked
package dev.fairlead.mesh.frame;

import org.jspecify.annotations.NullMarked;
