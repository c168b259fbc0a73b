/**
 * What a worker counts and measures of its attempts, under the names that controller-runtime's
 * dashboards know.
 */
@NullMarked
package dev.fairlead.reconciler.metrics;

import org.jspecify.annotations.NullMarked;
