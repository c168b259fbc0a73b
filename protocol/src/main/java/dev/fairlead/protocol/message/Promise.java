package dev.fairlead.protocol.message;

/**
 * A worker's answer to {@link Hello}.
 *
 * @param epoch the highest epoch the worker has promised, which may be above the one it was asked
 *     for
 * @param owner to whom; another one than was promised before only with a higher epoch
 */
public record Promise(Incarnation worker, Partition partition, long epoch, Incarnation owner) {}
