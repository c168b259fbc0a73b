/**
 * What a watcher counts as it happens and samples when somebody scrapes: the queues of its
 * controllers under the names of client-go, its caches, and what it owns.
 */
@NullMarked
package dev.fairlead.watcher.metrics;

import org.jspecify.annotations.NullMarked;
