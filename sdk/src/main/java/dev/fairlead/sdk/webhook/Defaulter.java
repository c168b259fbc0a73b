package dev.fairlead.sdk.webhook;

import dev.fairlead.sdk.OperatorFunction;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Fills in what was left out of an object. For what a schema cannot say: constants are better
 * defaulted by the schema, where nobody needs to be asked.
 *
 * <pre>{@code
 * public final class MemcachedDefaulter implements Defaulter<Memcached> {
 *   @Override
 *   public Memcached applyDefaults(Review<Memcached> review) {
 *     Memcached memcached = review.object();
 *     memcached.getMetadata().getLabels().putIfAbsent("created-by", review.request().user().name());
 *     return memcached;
 *   }
 * }
 * }</pre>
 *
 * <p>It is asked about creates and updates, before the schema is checked and before any {@link
 * Validator}, perhaps more than once; so it must find its own work already done. Applied to what it
 * returned, it should change nothing.
 *
 * <p><b>What is changed.</b> The difference between the object as it was given and as it is
 * returned, and nothing else: fields that the class does not know stay as they are, and so does the
 * way in which untouched values are written.
 *
 * <p>Errors and threads are as for {@link Validator}.
 *
 * @param <P> a class of fabric8's model or one with {@code @Group} and {@code @Version}, or {@code
 *     GenericKubernetesResource} for a kind without a class (see {@link Admission#kind})
 */
@FunctionalInterface
public interface Defaulter<P extends HasMetadata> extends OperatorFunction {

  /**
   * The object with its defaults: the one that was given, which may be changed, or another.
   *
   * @throws Exception to deny the request as a failure of the server
   */
  P applyDefaults(Review<P> review) throws Exception;
}
