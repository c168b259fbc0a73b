package dev.fairlead.protocol.message;

/**
 * An owner introduces itself to a worker. A worker that hears it promises: it refuses every lower
 * epoch of the partition from then on.
 */
public record Hello(Incarnation owner, Partition partition, long epoch) {}
