/**
 * What is due: a {@link dev.fairlead.watcher.dispatch.DispatcherDriver} carries messages between
 * the bus and the Dispatcher of one controller, builds what an attempt sees, gives it a trace, and
 * tells the mesh what became of it.
 */
@NullMarked
package dev.fairlead.watcher.dispatch;

import org.jspecify.annotations.NullMarked;
