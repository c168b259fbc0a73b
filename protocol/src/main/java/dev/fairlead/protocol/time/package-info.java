/**
 * Time as a value: the {@link dev.fairlead.protocol.time.Alarm} that a machine asks its driver for,
 * the {@link dev.fairlead.protocol.time.Backoff} that spreads repetitions, and the {@link
 * dev.fairlead.protocol.time.RateLimiter} that spreads what begins. Nothing here reads a clock.
 */
@NullMarked
package dev.fairlead.protocol.time;

import org.jspecify.annotations.NullMarked;
