/**
 * What is told while attempts fly: records for history that every status replica hears, and the
 * status and events that an attempt asks the status service to write as a part of itself.
 */
@NullMarked
package dev.fairlead.protocol.flight;

import org.jspecify.annotations.NullMarked;
