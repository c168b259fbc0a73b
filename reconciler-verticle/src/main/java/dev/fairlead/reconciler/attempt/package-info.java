/**
 * One attempt from its snapshot to its outcome, on virtual threads: decode, reconcile or clean up,
 * check what comes back, write the children that differ, tell the status service. {@link
 * dev.fairlead.reconciler.attempt.Attempt} has the order of things; each step is a class of its
 * own.
 */
@NullMarked
package dev.fairlead.reconciler.attempt;

import org.jspecify.annotations.NullMarked;
