/**
 * All that an operator compiles against.
 *
 * <p>A {@link dev.fairlead.sdk.Reconciler} is a function from what is {@link
 * dev.fairlead.sdk.Observed} to what is {@link dev.fairlead.sdk.Desired}. It needs no server to be
 * tested: build an {@code Observed}, call {@code reconcile}, look at what comes back. Fairlead
 * watches, queues, compares, writes, sets owner references and finalizers, and keeps the status.
 * What the function is given and what may come of it is declared by {@link
 * dev.fairlead.sdk.Controller}, {@link dev.fairlead.sdk.Owns} and {@link dev.fairlead.sdk.Reads}.
 */
@NullMarked
package dev.fairlead.sdk;

import org.jspecify.annotations.NullMarked;
