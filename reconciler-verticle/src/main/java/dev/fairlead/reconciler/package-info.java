/**
 * The reconciler role: it executes attempts and owns no cache. A {@link
 * dev.fairlead.reconciler.ReconcilerVerticle} joins the worker machine of {@code protocol} to the
 * bus and runs what owners assign on virtual threads.
 */
@NullMarked
package dev.fairlead.reconciler;

import org.jspecify.annotations.NullMarked;
