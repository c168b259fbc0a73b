/**
 * The status of primaries: a {@link dev.fairlead.status.write.StatusDocument} is what it should be,
 * and the {@link dev.fairlead.status.write.StatusWriter} writes it where that is something new.
 */
@NullMarked
package dev.fairlead.status.write;

import org.jspecify.annotations.NullMarked;
