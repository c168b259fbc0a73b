package dev.fairlead.sdk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * How Fairlead turns objects of the API server into Java. A field that a class does not know is
 * passed over: while a newer operator with a newer CustomResourceDefinition is rolled out, the
 * older one works on.
 */
public final class Decoding {

  private static final KubernetesSerialization SERIALIZATION =
      new KubernetesSerialization(
          new ObjectMapper()
              .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .setDefaultPropertyInclusion(
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)),
          true);

  private Decoding() {}

  /** Reads and writes JSON and YAML. Thread-safe. */
  public static KubernetesSerialization serialization() {
    return SERIALIZATION;
  }
}
