/**
 * Pools whose capacity holds in the whole mesh: each permit is a Lease of the API server, {@link
 * dev.fairlead.reconciler.pool.Slots} takes and returns it by compare-and-swap.
 */
@NullMarked
package dev.fairlead.reconciler.pool;

import org.jspecify.annotations.NullMarked;
