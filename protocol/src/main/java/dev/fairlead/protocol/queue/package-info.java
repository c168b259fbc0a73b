/**
 * What is due: the {@link dev.fairlead.protocol.queue.WorkQueue} knows for every key whether it is
 * idle, due, delayed, running or held, why, and which one is next.
 */
@NullMarked
package dev.fairlead.protocol.queue;

import org.jspecify.annotations.NullMarked;
