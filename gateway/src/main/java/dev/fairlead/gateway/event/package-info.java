/**
 * What happens in the mesh, to those who listen: server-sent events over HTTP.
 *
 * <p>An {@link dev.fairlead.gateway.event.Event} gets a number and is written once, into the {@link
 * dev.fairlead.gateway.event.EventRing}, which has a bound. Every {@link
 * dev.fairlead.gateway.event.EventStream} is a reader of that ring with a place of its own in it:
 * nothing is queued for a client beside what its socket takes. One that is so slow that the ring
 * has gone over its place is told, and dropped. So a thousand clients cost the memory of one, and
 * one that comes back goes on where it was, as long as the ring still has it. {@link
 * dev.fairlead.gateway.event.EventHub} has them all.
 */
@NullMarked
package dev.fairlead.gateway.event;

import org.jspecify.annotations.NullMarked;
