package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of the built-in kinds that the server merges by key, as their schemas declare it
 * (x-kubernetes-list-type: map). Pure.
 */
final class ListKeys {

  private static final Map<String, List<String>> KEYS =
      Map.ofEntries(
          Map.entry("containers", List.of("name")),
          Map.entry("initContainers", List.of("name")),
          Map.entry("ephemeralContainers", List.of("name")),
          Map.entry("volumes", List.of("name")),
          Map.entry("env", List.of("name")),
          Map.entry("imagePullSecrets", List.of("name")),
          Map.entry("resourceClaims", List.of("name")),
          Map.entry("schedulingGates", List.of("name")),
          Map.entry("webhooks", List.of("name")),
          Map.entry("matchConditions", List.of("name")),
          Map.entry("volumeMounts", List.of("mountPath")),
          Map.entry("volumeDevices", List.of("devicePath")),
          Map.entry("conditions", List.of("type")),
          Map.entry("hostAliases", List.of("ip")),
          Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
          Map.entry("ownerReferences", List.of("uid")));

  private ListKeys() {}

  /** The fields that tell elements of the list apart; empty for a list by position. */
  static List<String> of(String list, JsonNode elements) {
    if (list.equals("ports")) {
      return elements.path(0).has("containerPort")
          ? List.of("containerPort", "protocol")
          : elements.path(0).has("port") ? List.of("port", "protocol") : List.of();
    }
    return KEYS.getOrDefault(list, List.of());
  }

  /** The key of an element; empty if it lacks a field of it. */
  static Optional<String> key(JsonNode element, List<String> fields) {
    StringBuilder key = new StringBuilder();
    for (String field : fields) {
      JsonNode value = element.path(field);
      if (value.isValueNode() && !value.isNull()) {
        key.append(value.asText());
      } else if (field.equals("protocol")) {
        // The server's default.
        key.append("TCP");
      } else {
        return Optional.empty();
      }
      key.append('\n');
    }
    return Optional.of(key.toString());
  }
}
