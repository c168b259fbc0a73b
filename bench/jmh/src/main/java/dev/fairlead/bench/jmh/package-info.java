/**
 * What the classes on the way of every object cost: reading its metadata, keeping it, queueing its
 * key, decoding it, comparing it with what is desired. {@code ./fairlead jmh} runs them.
 */
@NullMarked
package dev.fairlead.bench.jmh;

import org.jspecify.annotations.NullMarked;
