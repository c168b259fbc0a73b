package dev.fairlead.sdk;

/**
 * What a reconcile comes to: the {@link Desired} state, or an {@link Outcome} that leaves the
 * children as they are. {@link Reconciler} tells what each leads to.
 */
public sealed interface Result permits Desired, Outcome {

  /** What is to be said about the primary. */
  Report report();
}
