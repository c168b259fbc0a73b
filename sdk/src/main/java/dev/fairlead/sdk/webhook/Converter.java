package dev.fairlead.sdk.webhook;

import dev.fairlead.sdk.OperatorFunction;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Translates between two versions of one kind, both ways. A kind with more than two has one hub,
 * and a converter between each other version, a spoke, and that hub; from spoke to spoke Fairlead
 * goes by way of it.
 *
 * <pre>{@code
 * public final class MemcachedV1ToV2 implements Converter<MemcachedV1, MemcachedV2> {
 *   @Override
 *   public MemcachedV2 toHub(MemcachedV1 v1) { … }
 *
 *   @Override
 *   public MemcachedV1 fromHub(MemcachedV2 v2) { … }
 * }
 * }</pre>
 *
 * <p><b>Nothing may be lost on a round trip:</b> the API server stores one version and everybody
 * reads and writes the one they know. What one version cannot say goes into an annotation of it.
 *
 * <p><b>Metadata</b> need not be copied: Fairlead takes it from the source, and adds the labels and
 * annotations that the result has. A function that does copy it, and takes some of them away, is
 * heeded too. The API server allows no other changes.
 *
 * <p><b>Errors.</b> An exception fails the whole request, a list with one such object included: an
 * object that cannot be converted can be neither read nor deleted. So a converter should take
 * whatever its schemas let pass.
 *
 * <p>Threads are as for {@link Validator}.
 *
 * @param <S> the spoke: a class with {@code @Group} and {@code @Version}
 * @param <H> the hub: the same group and kind, another version
 */
public interface Converter<S extends HasMetadata, H extends HasMetadata> extends OperatorFunction {

  /**
   * The same in the version of the hub.
   *
   * @throws Exception to fail the request, with its message
   */
  H toHub(S spoke) throws Exception;

  /**
   * The same in the version of the spoke.
   *
   * @throws Exception to fail the request, with its message
   */
  S fromHub(H hub) throws Exception;
}
