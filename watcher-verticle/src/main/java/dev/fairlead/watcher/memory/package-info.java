/**
 * What keeps the watcher's memory small: objects of one kind are alike, so their frames are packed
 * with a dictionary that is learned from the first of them.
 */
@NullMarked
package dev.fairlead.watcher.memory;

import org.jspecify.annotations.NullMarked;
