package dev.fairlead.protocol.query;

/**
 * What a watcher says to a {@link WatcherQuery}. Every watcher has everything in its cache, so each
 * of them can answer; where keys stand only their owner knows.
 *
 * @param owner whether it owns all that it was asked about; an answer of another one is good as
 *     long as the owner does not answer
 */
public record WatcherReply(boolean owner, WatcherAnswer answer) {}
