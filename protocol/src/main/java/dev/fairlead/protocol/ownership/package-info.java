/**
 * Who owns a partition. A {@link dev.fairlead.protocol.ownership.LeaderElector} on every watcher
 * contends for the partition's Lease, keeps it, and gives it up; each stretch of ownership is a
 * {@link dev.fairlead.protocol.ownership.Tenure} at an epoch that no other had.
 *
 * <p>No wall clocks are compared: who waits counts from when it saw the Lease change itself, and
 * who holds it counts from when it sent the renewal that succeeded. The Lease names the workers
 * that may have permits, so that a successor knows whom to ask.
 */
@NullMarked
package dev.fairlead.protocol.ownership;

import org.jspecify.annotations.NullMarked;
