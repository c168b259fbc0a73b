/**
 * Time as a value: the {@link dev.fairlead.protocol.time.Alarm} that a machine asks its driver for,
 * and the {@link dev.fairlead.protocol.time.Backoff} that spreads repetitions. Nothing here reads a
 * clock.
 */
@NullMarked
package dev.fairlead.protocol.time;

import org.jspecify.annotations.NullMarked;
