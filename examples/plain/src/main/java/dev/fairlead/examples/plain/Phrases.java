package dev.fairlead.examples.plain;

import java.util.Map;
import java.util.Optional;

/**
 * Knows how one greets: the collaborator of this example, in the place of a bank or a cloud.
 *
 * @param hellos by language
 */
public record Phrases(Map<String, String> hellos) {

  public Phrases {
    hellos = Map.copyOf(hellos);
  }

  Optional<String> hello(String language, String whom) {
    return Optional.ofNullable(hellos.get(language)).map(hello -> hello + ", " + whom + "!");
  }
}
