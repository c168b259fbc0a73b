package dev.fairlead.sdk;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * From what is observed of an object to what is desired: the one function an operator has to write.
 *
 * <pre>{@code
 * @Owns(Deployment.class)
 * public final class MemcachedReconciler implements Reconciler<Memcached> {
 *   @Override
 *   public Result reconcile(Observed<Memcached> observed, Context context) {
 *     Memcached memcached = observed.primary();
 *     return Desired.children(deployment(memcached));
 *   }
 * }
 * }</pre>
 *
 * <p><b>When it is called.</b> For every primary once after a start; whenever the generation,
 * labels or deletion of the primary change (any change with {@link Controller#everyChange});
 * whenever a child or a declared read changes; when it asked to look again; and at every resync.
 * Changes that come together lead to one call. It is not told what changed: it looks at the whole.
 * While the primary carries the annotation {@code fairlead.dev/paused: "true"} it is not called.
 * While the primary is being deleted only {@link Cleanup} is.
 *
 * <p><b>What it sees.</b> A state of the cluster no older than what this controller last wrote for
 * the same primary. In the whole mesh one attempt at a time may write for one primary.
 *
 * <p><b>What comes of it.</b>
 *
 * <table>
 *   <caption>Results and exceptions</caption>
 *   <tr><th>returned or thrown</th><th>children</th><th>the object says</th><th>next call</th></tr>
 *   <tr><td>{@link Desired}</td><td>created, updated; those not named any more are deleted</td>
 *       <td>the report's status and conditions</td><td>on a change, or after {@code
 *       lookAgainAfter}</td></tr>
 *   <tr><td>{@link Outcome#done}</td><td>left alone</td><td>the report</td><td>on a
 *       change</td></tr>
 *   <tr><td>{@link Outcome#retryAfter}</td><td>left alone</td><td>the report</td><td>after the
 *       delay, or on a change</td></tr>
 *   <tr><td>{@link Outcome#failed}</td><td>left alone</td><td>ready condition False with reason and
 *       message, a warning Event, the report</td><td>with backoff, 5 ms doubling to 1000 s, or on a
 *       change</td></tr>
 *   <tr><td>{@link Outcome#rejected}</td><td>left alone</td><td>the same as failed</td><td>not
 *       before the primary, a child or a read changes</td></tr>
 *   <tr><td>a {@link Desired} with a {@link Problem}</td><td>left alone, all of them</td>
 *       <td>as rejected, reason {@link Problem#reason}</td><td>as rejected</td></tr>
 *   <tr><td>any exception, or null</td><td>left alone</td><td>as failed, reason {@code ReconcileError}, with
 *       the exception's message</td><td>as failed</td></tr>
 *   <tr><td>nothing before the deadline</td><td>left alone; the thread is interrupted</td><td>as
 *       failed, reason {@code DeadlineExceeded}</td><td>as failed, once the thread has come
 *       back</td></tr>
 *   <tr><td>{@link RevokedException}</td><td>left alone</td><td>nothing</td><td>at once, perhaps
 *       in another process</td></tr>
 * </table>
 *
 * <p>A write that meets a newer version of its object is no failure: the attempt is run again when
 * the newer version has been seen. An API server's refusal of a child is as failed or, where asking
 * again cannot help (422), as rejected, with the server's own message.
 *
 * <p><b>Threads.</b> One instance serves many calls at once, each on a virtual thread: blocking is
 * fine, fields should be final. {@link Context} has the deadline. Side effects outside the cluster
 * are better made idempotent; {@link Context#fence} orders them.
 *
 * @param <P> the primary: a class with fabric8's {@code @Group} and {@code @Version}, or {@code
 *     GenericKubernetesResource} for a kind without a class (see {@link Controller#kind})
 */
@FunctionalInterface
public interface Reconciler<P extends HasMetadata> extends OperatorFunction {

  /**
   * What should be, given what is.
   *
   * @throws Exception to have the attempt counted as failed and tried again with backoff
   */
  Result reconcile(Observed<P> observed, Context context) throws Exception;
}
