package dev.fairlead.protocol.message;

/**
 * Published by an owner that has released its Lease, so that others look at it at once. A hint
 * only: whoever misses it finds out a little later.
 */
public record Vacated(Partition partition) {}
