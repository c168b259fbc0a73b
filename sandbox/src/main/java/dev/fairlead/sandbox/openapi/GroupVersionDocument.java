package dev.fairlead.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.schema.Definitions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The document of one group version: the paths of its kinds, and every schema that they need. */
final class GroupVersionDocument {

  static final String REFERENCE = "#/components/schemas/";
  static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  private GroupVersionDocument() {}

  static ObjectNode of(List<Kind> kinds) {
    return new GroupVersionDocument().document(kinds);
  }

  private ObjectNode document(List<Kind> kinds) {
    boolean custom = kinds.getFirst().custom();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.0");
    document
        .putObject("info")
        .put("title", custom ? "Kubernetes CRD Swagger" : "Kubernetes")
        .put("version", custom ? "v0.1.0" : "1.36");
    Map<String, ObjectNode> paths = new TreeMap<>();
    for (Kind kind : kinds) {
      Names names = names(kind);
      new KindPaths(kind, names.one(), names.list()).addTo(paths);
    }
    for (String name : List.of("DeleteOptions", "Patch", "Status")) {
      include(META + name);
    }
    document.putObject("paths").setAll(paths);
    document.putObject("components").putObject("schemas").setAll(schemas);
    return document;
  }

  /** The names of the schemas of an object and of a list. */
  private record Names(String one, String list) {}

  private Names names(Kind kind) {
    kind.subresources().values().stream()
        .filter(it -> !it.kind().equals(kind.name()))
        .forEach(it -> include(builtIn(it.group(), it.version(), it.kind())));
    if (kind.custom()) {
      String one = CustomComponents.name(kind, kind.name());
      String list = CustomComponents.name(kind, kind.listName());
      add(one, CustomComponents.object(kind));
      add(list, CustomComponents.list(kind, one));
      return new Names(one, list);
    }
    String one = builtIn(kind.group(), kind.version(), kind.name());
    include(one);
    String list =
        kind.verbs().contains("list")
            ? builtIn(kind.group(), kind.version(), kind.listName())
            : one;
    include(list);
    return new Names(one, list);
  }

  private static String builtIn(String group, String version, String kind) {
    return Definitions.builtIn()
        .nameOf(group, version, kind)
        .orElseThrow(
            () -> new IllegalStateException("no schema for " + group + "/" + version + " " + kind));
  }

  /** A built-in definition with all that it refers to. */
  private void include(String name) {
    if (!schemas.containsKey(name)) {
      add(name, Definitions.builtIn().document(name));
    }
  }

  private void add(String name, ObjectNode schema) {
    schemas.put(name, schema);
    references(schema);
  }

  private void references(JsonNode node) {
    JsonNode reference = node.path("$ref");
    if (reference.isTextual()) {
      String name = reference.asText().substring(REFERENCE.length());
      if (Definitions.builtIn().names().contains(name)) {
        include(name);
      }
    }
    node.forEach(this::references);
  }
}
