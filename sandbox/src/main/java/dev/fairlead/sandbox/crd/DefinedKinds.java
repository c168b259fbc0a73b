package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kind.Subresource;
import dev.fairlead.sandbox.schema.CustomSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which kinds a definition adds: one for each version that is served. */
final class DefinedKinds {

  private static final Set<String> VERBS =
      verbs("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");
  private static final Set<String> VERBS_WHILE_TERMINATING =
      verbs("delete", "deletecollection", "get", "list", "watch");
  private static final Set<String> SUBRESOURCE_VERBS = verbs("get", "patch", "update");

  private DefinedKinds() {}

  /** The kinds of a definition whose names were accepted. */
  static List<Kind> of(ObjectNode object) {
    Definition definition = new Definition(object);
    List<Kind> kinds = new ArrayList<>();
    for (JsonNode version : definition.spec().path("versions")) {
      if (version.path("served").asBoolean()) {
        kinds.add(kind(definition, version));
      }
    }
    return kinds;
  }

  private static Kind kind(Definition definition, JsonNode version) {
    JsonNode names = definition.acceptedNames();
    String name = names.path("kind").asText();
    return new Kind(
        definition.group(),
        version.path("name").asText(),
        names.path("plural").asText(),
        names.path("singular").asText(),
        name,
        names.path("listKind").asText(),
        Definition.words(names.path("shortNames")),
        Definition.words(names.path("categories")),
        definition.namespaced(),
        definition.is(Definition.TERMINATING) ? VERBS_WHILE_TERMINATING : VERBS,
        subresources(definition.group(), name, version),
        CustomSchema.of(version.path("schema").path("openAPIV3Schema")),
        Optional.of(version));
  }

  private static Map<String, Subresource> subresources(
      String group, String name, JsonNode version) {
    Map<String, Subresource> subresources = new LinkedHashMap<>();
    if (version.path("subresources").has("status")) {
      subresources.put(
          "status", new Subresource(group, version.path("name").asText(), name, SUBRESOURCE_VERBS));
    }
    if (version.path("subresources").hasNonNull("scale")) {
      subresources.put("scale", new Subresource("autoscaling", "v1", "Scale", SUBRESOURCE_VERBS));
    }
    return Collections.unmodifiableMap(subresources);
  }

  private static Set<String> verbs(String... verbs) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(verbs)));
  }
}
