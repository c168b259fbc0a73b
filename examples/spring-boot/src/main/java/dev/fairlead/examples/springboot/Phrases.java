package dev.fairlead.examples.springboot;

import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Knows how one greets: the collaborator of this example, read from {@code application.properties}.
 *
 * @param hellos by language
 */
@ConfigurationProperties("phrases")
public record Phrases(Map<String, String> hellos) {

  public Phrases {
    hellos = Map.copyOf(hellos);
  }

  Optional<String> hello(String language, String whom) {
    return Optional.ofNullable(hellos.get(language)).map(hello -> hello + ", " + whom + "!");
  }
}
