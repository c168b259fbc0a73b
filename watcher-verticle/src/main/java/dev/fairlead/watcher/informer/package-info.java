/**
 * What is observed: a {@link dev.fairlead.watcher.informer.SharedCollection} keeps one collection
 * of the API server in memory and tells its listeners what changes. Controllers that watch the same
 * share it. Streams run on virtual threads, the machines and the cache live on the event loop.
 */
@NullMarked
package dev.fairlead.watcher.informer;

import org.jspecify.annotations.NullMarked;
