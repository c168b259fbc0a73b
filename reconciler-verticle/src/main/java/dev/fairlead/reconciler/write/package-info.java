/**
 * The writes of one attempt: each asks the gate right before it goes out, is bounded by what the
 * gate allows, is a span of the attempt's trace, and stands in the attempt's {@link
 * dev.fairlead.reconciler.write.Ledger}.
 */
@NullMarked
package dev.fairlead.reconciler.write;

import org.jspecify.annotations.NullMarked;
