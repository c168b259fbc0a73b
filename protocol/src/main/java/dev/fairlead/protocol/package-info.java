/**
 * The protocol core of Fairlead: what is observed, what is due, who may act.
 *
 * <p>Everything below this package is a pure state machine or an immutable value. A machine takes
 * an input and the time, and returns effects; it starts no thread, reads no clock and does no I/O.
 * The drivers of the services turn effects into I/O and completions into inputs, and the simulation
 * in this module's tests drives the very same classes under a seeded clock, network and API server.
 *
 * <p>Times are {@code long nowMillis} readings of a monotonic clock of the process at hand. They
 * are never compared between processes.
 */
@NullMarked
package dev.fairlead.protocol;

import org.jspecify.annotations.NullMarked;
