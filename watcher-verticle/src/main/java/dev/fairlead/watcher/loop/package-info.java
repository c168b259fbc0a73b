/**
 * The one thread of the watcher: all its state lives on one event loop, and whatever blocks runs on
 * virtual threads that hand their results over, bounded.
 */
@NullMarked
package dev.fairlead.watcher.loop;

import org.jspecify.annotations.NullMarked;
