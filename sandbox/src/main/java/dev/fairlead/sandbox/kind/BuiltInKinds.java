package dev.fairlead.sandbox.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.kind.Kind.Subresource;
import dev.fairlead.sandbox.schema.Definitions;
import dev.fairlead.sandbox.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the kinds that the server has from the start. */
final class BuiltInKinds {

  private static final String RESOURCES = "resources.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What kube-apiserver serves and this server does not, because it would claim what does not work:
   * aggregated servers, admission by webhook or policy, priority and fairness, components.
   */
  private static final Set<String> GROUPS_LEFT_OUT =
      Set.of(
          "apiregistration.k8s.io", "admissionregistration.k8s.io", "flowcontrol.apiserver.k8s.io");

  /** {@code autoscaling/v1} would need a conversion from v2; binding needs a scheduler. */
  private static final Set<String> RESOURCES_LEFT_OUT =
      Set.of("v1/componentstatuses", "v1/bindings", "autoscaling/v1/horizontalpodautoscalers");

  /** The others need a kubelet, a scheduler or a signer. */
  private static final Set<String> SUBRESOURCES =
      Set.of("status", "scale", "finalize", "token", "approval");

  private BuiltInKinds() {}

  /** All that are served, in the order of discovery. */
  static List<Kind> read(Definitions definitions) {
    try (InputStream text = BuiltInKinds.class.getResourceAsStream(RESOURCES)) {
      if (text == null) {
        throw new IllegalStateException("The jar is incomplete: " + RESOURCES + " is missing");
      }
      List<Kind> kinds = new ArrayList<>();
      for (JsonNode line : JSON.readTree(text)) {
        read(line, definitions).ifPresent(kinds::add);
      }
      return List.copyOf(kinds);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(RESOURCES + " is broken: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Kind> read(JsonNode line, Definitions definitions) {
    String group = line.path("group").asText();
    String version = line.path("version").asText();
    String plural = line.path("resource").asText();
    String name = line.path("responseKind").path("kind").asText();
    String apiVersion = group.isEmpty() ? version : group + "/" + version;
    if (GROUPS_LEFT_OUT.contains(group) || RESOURCES_LEFT_OUT.contains(apiVersion + "/" + plural)) {
      return Optional.empty();
    }
    Schema schema =
        definitions
            .kind(group, version, name)
            .orElseThrow(
                () -> new IllegalStateException("no schema for " + apiVersion + " " + name));
    return Optional.of(
        new Kind(
            group,
            version,
            plural,
            line.path("singularResource").asText(),
            name,
            name + "List",
            words(line.path("shortNames")),
            words(line.path("categories")),
            line.path("scope").asText().equals("Namespaced"),
            Collections.unmodifiableSet(new LinkedHashSet<>(words(line.path("verbs")))),
            subresources(group, version, line.path("subresources")),
            schema,
            Optional.empty()));
  }

  private static Map<String, Subresource> subresources(
      String group, String version, JsonNode lines) {
    Map<String, Subresource> subresources = new LinkedHashMap<>();
    for (JsonNode line : lines) {
      String name = line.path("subresource").asText();
      JsonNode kind = line.path("responseKind");
      boolean own = kind.path("version").asText().isEmpty();
      if (SUBRESOURCES.contains(name)) {
        subresources.put(
            name,
            new Subresource(
                own ? group : kind.path("group").asText(),
                own ? version : kind.path("version").asText(),
                kind.path("kind").asText(),
                Collections.unmodifiableSet(new LinkedHashSet<>(words(line.path("verbs"))))));
      }
    }
    return Collections.unmodifiableMap(subresources);
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
