package dev.fairlead.protocol.message;

/**
 * A worker's answer to {@link Hello}.
 *
 * @param epoch the highest epoch the worker has promised, which may be above the one it was asked
 *     for
 */
public record Promise(Incarnation worker, Partition partition, long epoch) {}
