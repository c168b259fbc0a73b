/**
 * What processes and the machine have used, as the kernel tells it in {@code /proc}. Linux only.
 */
@NullMarked
package dev.fairlead.bench.meter;

import org.jspecify.annotations.NullMarked;
