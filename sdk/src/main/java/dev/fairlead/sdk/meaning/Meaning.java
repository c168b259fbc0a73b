package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.Decoding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * Equality by meaning: {@code 1000m} and {@code 1}, {@code 80} and {@code "80"}, a list that the
 * server merges by key in another order, {@code 90m} and {@code 1h30m0s} in a custom kind. It is
 * what Fairlead itself compares children by. Pure; thread-safe.
 */
public final class Meaning {

  private Meaning() {}

  /**
   * Whether two values mean the same: objects of Kubernetes, parts of them, records, maps. Of an
   * object of Kubernetes neither the status counts nor what the server alone sets, such as the uid.
   * What means the same has the same {@link Hash}.
   */
  public static boolean equal(Object one, Object other) {
    return Canonical.of(json(one)).equals(Canonical.of(json(other)));
  }

  /**
   * Whether the observed object already is as desired: what it has beyond that, such as defaults
   * that the server has filled in, and fields of others, does not count.
   */
  public static boolean holds(HasMetadata desired, HasMetadata observed) {
    return differences(desired, observed).isEmpty();
  }

  /** The fields that are not as desired, such as {@code spec.replicas}; the first 20. */
  public static List<String> differences(HasMetadata desired, HasMetadata observed) {
    return SameMeaning.differences((ObjectNode) json(desired), json(observed));
  }

  static JsonNode json(Object value) {
    return Decoding.serialization().convertValue(value, JsonNode.class);
  }
}
