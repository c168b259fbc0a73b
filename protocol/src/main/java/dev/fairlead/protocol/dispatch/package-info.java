/**
 * The owner's side of the dispatch protocol: the {@link dev.fairlead.protocol.dispatch.Dispatcher}
 * of one partition decides which due key goes to which worker, keeps permits alive, takes in what
 * finished, and holds a key until the cache contains what the key itself has written.
 */
@NullMarked
package dev.fairlead.protocol.dispatch;

import org.jspecify.annotations.NullMarked;
