package dev.fairlead.sandbox.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the API's Go structs write fields that hold nothing, as far as its OpenAPI documents do not
 * say it. Read once from a file beside this class.
 *
 * @param kept optional fields that tell 0, false and "" from nothing
 * @param nulls fields that are written as null where there is nothing
 */
record Fields(Set<String> kept, Set<String> nulls) {

  private static final Fields NONE = new Fields(Set.of(), Set.of());
  private static final Map<String, Fields> BY_TYPE = read();

  /**
   * @param definition such as {@code io.k8s.api.apps.v1.DeploymentSpec}
   */
  static Fields of(String definition) {
    return BY_TYPE.getOrDefault(definition, NONE);
  }

  private static Map<String, Fields> read() {
    try (InputStream text = Fields.class.getResourceAsStream("fields.txt")) {
      if (text == null) {
        throw new IllegalStateException("The jar is incomplete: fields.txt is missing");
      }
      Map<String, Fields> byType = new HashMap<>();
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            int colon = line.indexOf(':');
            int bar = line.indexOf('|');
            byType.put(
                line.substring(0, colon),
                new Fields(
                    words(line.substring(colon + 1, bar < 0 ? line.length() : bar)),
                    words(bar < 0 ? "" : line.substring(bar + 1))));
          });
      return Map.copyOf(byType);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.copyOf(List.of(text.strip().split(" ")));
  }
}
