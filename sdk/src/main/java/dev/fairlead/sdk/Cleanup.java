package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * For a {@link Reconciler} that makes what owner references cannot collect: a record at a cloud
 * provider, a cluster-scoped object, an entry in a database. The reconciler implements it as well.
 *
 * <p>Fairlead then puts the finalizer {@code fairlead.dev/<controller>} on every primary before
 * {@link Reconciler#reconcile} is called for it the first time, so whatever was made will be
 * cleaned up. When the primary is being deleted, {@code cleanup} is called instead of {@code
 * reconcile}, until it says that nothing is left.
 *
 * @param <P> the primary, the same as the reconciler's
 */
@FunctionalInterface
public interface Cleanup<P extends HasMetadata> {

  /**
   * Removes what owner references do not. It may be called again after it has succeeded, so what is
   * gone already counts as removed.
   *
   * @return {@link Outcome#done}: nothing is left, the finalizer is removed; {@link
   *     Outcome#retryAfter}: not finished, call again; {@link Outcome#failed} and exceptions: the
   *     object says so, call again with backoff; {@link Outcome#rejected}: the object says so, call
   *     again when it changes. Until {@code done} the object stays.
   * @throws Exception the same as {@link Outcome#failed}
   */
  Outcome cleanup(Observed<P> observed, Context context) throws Exception;
}
