/**
 * Typed messages between incarnations. Every role of a process has one {@link
 * dev.fairlead.mesh.bus.Address} that is its own, so that a message meets the very process that it
 * is for or nobody; what concerns everybody goes to a {@link dev.fairlead.mesh.bus.Topic}.
 */
@NullMarked
package dev.fairlead.mesh.bus;

import org.jspecify.annotations.NullMarked;
