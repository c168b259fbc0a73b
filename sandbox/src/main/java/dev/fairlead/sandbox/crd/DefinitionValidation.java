package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a definition is valid, and whether a change of it is. */
final class DefinitionValidation {

  private static final String APPROVAL = "api-approved.kubernetes.io";

  private final Faults faults = new Faults();
  private final Definition definition;
  private final JsonNode spec;

  DefinitionValidation(ObjectNode object) {
    definition = new Definition(object);
    spec = definition.spec();
  }

  List<FieldError> create() {
    String name = definition.name();
    if (!name.equals(definition.collection())) {
      faults.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group");
    }
    checkSpec();
    storedVersions();
    approval();
    preserveUnknownFields();
    return faults.all();
  }

  List<FieldError> update(ObjectNode old) {
    checkSpec();
    if (new Definition(old).is(Definition.ESTABLISHED)) {
      immutable(old, "scope");
      immutable(old, "names", "kind");
    }
    immutable(old, "group");
    immutable(old, "names", "plural");
    storedVersions();
    if (!old.path("spec").path("preserveUnknownFields").asBoolean()) {
      preserveUnknownFields();
    }
    return faults.all();
  }

  private void immutable(ObjectNode old, String... path) {
    JsonNode now = spec;
    JsonNode before = old.path("spec");
    for (String step : path) {
      now = now.path(step);
      before = before.path(step);
    }
    if (!now.equals(before)) {
      faults.invalid("spec." + String.join(".", path), now, "field is immutable");
    }
  }

  private void checkSpec() {
    group();
    faults.oneOf("spec.scope", spec.path("scope").asText(), List.of("Cluster", "Namespaced"));
    JsonNode versions = spec.path("versions");
    for (int i = 0; i < versions.size(); i++) {
      if (!versions.path(i).path("schema").hasNonNull("openAPIV3Schema")) {
        faults.required("spec.versions[" + i + "].schema.openAPIV3Schema", "");
      }
    }
    VersionValidation each = new VersionValidation(versions, faults);
    each.versions();
    versionsTogether(versions);
    names();
    each.common();
    conversion();
  }

  private void group() {
    String group = definition.group();
    if (group.isEmpty()) {
      faults.required("spec.group", "");
    } else if (!Names.dns1123Subdomain(group).isEmpty()) {
      faults.invalid("spec.group", group, String.join(",", Names.dns1123Subdomain(group)));
    } else if (!group.contains(".")) {
      faults.invalid("spec.group", group, "should be a domain with at least one dot");
    }
  }

  private void versionsTogether(JsonNode versions) {
    Set<String> names = new HashSet<>();
    int storage = 0;
    for (JsonNode version : versions) {
      names.add(version.path("name").asText());
      storage += version.path("storage").asBoolean() ? 1 : 0;
    }
    if (names.size() < versions.size()) {
      faults.invalid("spec.versions", shown(versions), "must contain unique version names");
    }
    if (storage != 1) {
      faults.invalid(
          "spec.versions",
          shown(versions),
          "must have exactly one version marked as storage version");
    }
  }

  /** As kube-apiserver prints them: by the names of its internal type. */
  private static JsonNode shown(JsonNode versions) {
    if (versions.isMissingNode()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode version : versions) {
      ObjectNode one = shown.addObject();
      one.put("Name", version.path("name").asText())
          .put("Served", version.path("served").asBoolean())
          .put("Storage", version.path("storage").asBoolean())
          .put("Deprecated", version.path("deprecated").asBoolean());
      one.set("DeprecationWarning", version.get("deprecationWarning"));
      one.putNull("Schema")
          .putNull("Subresources")
          .putNull("AdditionalPrinterColumns")
          .putNull("SelectableFields");
    }
    return shown;
  }

  private void names() {
    JsonNode names = definition.names();
    for (String field : List.of("plural", "singular", "kind", "listKind")) {
      if (names.path(field).asText().isEmpty()) {
        faults.required("spec.names." + field, "");
      }
    }
    for (String field : List.of("plural", "singular")) {
      String name = names.path(field).asText();
      if (!name.isEmpty()) {
        faults.label("spec.names." + field, name);
      }
    }
    for (String field : List.of("kind", "listKind")) {
      String name = names.path(field).asText();
      List<String> wrong = Names.dns1035Label(name.toLowerCase(Locale.ROOT));
      if (!name.isEmpty() && !wrong.isEmpty()) {
        faults.invalid(
            "spec.names." + field,
            name,
            "may have mixed case, but should otherwise match: " + String.join(",", wrong));
      }
    }
    each("shortNames");
    String kind = names.path("kind").asText();
    if (!kind.isEmpty() && kind.equals(names.path("listKind").asText())) {
      faults.invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
    }
    each("categories");
  }

  private void each(String field) {
    List<String> words = Definition.words(definition.names().path(field));
    for (int i = 0; i < words.size(); i++) {
      faults.label("spec.names." + field + "[" + i + "]", words.get(i));
    }
  }

  /** The sandbox calls no webhooks, so it says that it cannot convert instead of pretending. */
  private void conversion() {
    faults.oneOf(
        "spec.conversion.strategy",
        spec.path("conversion").path("strategy").asText(),
        List.of("None"));
  }

  private void storedVersions() {
    JsonNode field = definition.object().path("status").path("storedVersions");
    List<String> stored = Definition.words(field);
    if (stored.isEmpty()) {
      faults.invalid(
          "status.storedVersions",
          JsonNodeFactory.instance.nullNode(),
          "must have at least one stored version");
      return;
    }
    List<String> names = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      String name = version.path("name").asText();
      if (version.path("storage").asBoolean() && (!stored.contains(name) || names.contains(name))) {
        faults.invalid("status.storedVersions", field, "must have the storage version " + name);
      }
      names.add(name);
    }
    for (int i = 0; i < stored.size(); i++) {
      String name = stored.get(i);
      if (!names.contains(name)) {
        faults.invalid(
            "status.storedVersions[" + i + "]",
            name,
            "missing from spec.versions; "
                + name
                + " was previously a storage version, and must remain in spec.versions until a"
                + " storage migration ensures no data remains persisted in "
                + name
                + " and removes "
                + name
                + " from status.storedVersions");
      }
    }
  }

  /** Groups of the project itself need a word from it. */
  private void approval() {
    String group = definition.group();
    boolean guarded =
        group.equals("k8s.io")
            || group.endsWith(".k8s.io")
            || group.equals("kubernetes.io")
            || group.endsWith(".kubernetes.io");
    JsonNode word = definition.object().path("metadata").path("annotations").path(APPROVAL);
    if (guarded && word.isMissingNode()) {
      faults.required(
          "metadata.annotations[" + APPROVAL + "]",
          "protected groups must have approval annotation \""
              + APPROVAL
              + "\", see https://github.com/kubernetes/enhancements/pull/1111");
    } else if (guarded
        && !word.asText().startsWith("unapproved")
        && !word.asText().matches("https?://[^/]+(/.*)?")) {
      faults.invalid(
          "metadata.annotations[" + APPROVAL + "]",
          word,
          "protected groups must have approval annotation \""
              + APPROVAL
              + "\" with either a URL or a reason starting with \"unapproved\", see"
              + " https://github.com/kubernetes/enhancements/pull/1111");
    }
  }

  private void preserveUnknownFields() {
    if (spec.path("preserveUnknownFields").asBoolean()) {
      faults.invalid(
          "spec.preserveUnknownFields",
          spec.path("preserveUnknownFields"),
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
              + " spec.versions[*].schema instead");
    }
  }
}
