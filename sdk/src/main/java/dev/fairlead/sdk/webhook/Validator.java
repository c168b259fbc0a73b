package dev.fairlead.sdk.webhook;

import dev.fairlead.sdk.OperatorFunction;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Says whether an object may be as somebody wants it. For what a schema cannot say: a schema, with
 * CEL rules, is checked without anybody being asked, and is the better place where it suffices.
 *
 * <pre>{@code
 * public final class MemcachedValidator implements Validator<Memcached> {
 *   @Override
 *   public Verdict validate(Review<Memcached> review) {
 *     return switch (review) {
 *       case Review.Update(var old, var memcached, var request) when shrinks(old, memcached) ->
 *           Verdict.of(FieldError.forbidden("spec.size", "may not shrink"));
 *       default -> Verdict.allowed();
 *     };
 *   }
 * }
 * }</pre>
 *
 * <p>It is asked about creates and updates; {@link Admission#operations} tells otherwise. It is
 * asked after every {@link Defaulter}, about objects that conform to the schema, and also about
 * those that stay as they are but for a label: judge an update by what it changes, or nobody can
 * take a finalizer off an object that was stored before the rule was made.
 *
 * <p><b>Errors.</b> An exception denies the request with status 500 and the exception's message. No
 * answer at all (process down, certificate expired, {@link Admission#timeoutSeconds} passed) denies
 * it too, unless {@link Admission#failurePolicy} says otherwise.
 *
 * <p><b>Threads.</b> One instance serves many calls at once, each on a virtual thread. Blocking is
 * fine, but somebody waits. It must have no side effects: a request may be asked about again, or
 * refused by another webhook.
 *
 * @param <P> a class of fabric8's model or one with {@code @Group} and {@code @Version}, or {@code
 *     GenericKubernetesResource} for a kind without a class (see {@link Admission#kind})
 */
@FunctionalInterface
public interface Validator<P extends HasMetadata> extends OperatorFunction {

  /**
   * Whether the request may be fulfilled.
   *
   * @throws Exception to deny it as a failure of the server
   */
  Verdict validate(Review<P> review) throws Exception;
}
