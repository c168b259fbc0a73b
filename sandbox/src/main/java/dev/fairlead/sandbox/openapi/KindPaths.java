package dev.fairlead.sandbox.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kind.Subresource;
import dev.fairlead.sandbox.schema.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The paths of one kind, with what can be done there and the parameters that it takes. Clients look
 * here for what the server can do, such as {@code fieldValidation}.
 *
 * @param one the name of the object's schema
 * @param list the name of the list's schema
 */
record KindPaths(Kind kind, String one, String list) {

  private static final List<String> LIST =
      List.of(
          "allowWatchBookmarks",
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "timeoutSeconds",
          "watch");
  private static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
  private static final List<String> PATCH =
      List.of("dryRun", "fieldManager", "fieldValidation", "force");
  private static final List<String> DELETE =
      List.of("dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy");
  private static final Set<String> BOOLEANS =
      Set.of("allowWatchBookmarks", "sendInitialEvents", "watch", "force", "orphanDependents");
  private static final Set<String> INTEGERS =
      Set.of("limit", "timeoutSeconds", "gracePeriodSeconds");

  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";

  void addTo(Map<String, ObjectNode> paths) {
    String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion() + "/";
    String collection = root + (kind.namespaced() ? "namespaces/{namespace}/" : "") + kind.plural();
    Set<String> verbs = kind.verbs();

    ObjectNode all = JsonNodeFactory.instance.objectNode();
    operation(all, verbs, "list", "get", LIST, list);
    operation(all, verbs, "create", "post", WRITE, one);
    operation(all, verbs, "deletecollection", "delete", LIST, GroupVersionDocument.META + "Status");
    add(paths, collection, all);

    if (kind.namespaced() && verbs.contains("list")) {
      ObjectNode everywhere = JsonNodeFactory.instance.objectNode();
      operation(everywhere, verbs, "list", "get", LIST, list);
      add(paths, root + kind.plural(), everywhere);
    }
    add(paths, collection + "/{name}", item(verbs, one));
    kind.subresources()
        .forEach((name, subresource) ->
            add(
                paths,
                collection + "/{name}/" + name,
                item(subresource.verbs(), schema(subresource))));
  }

  private String schema(Subresource subresource) {
    Optional<String> other =
        subresource.kind().equals(kind.name())
            ? Optional.empty()
            : Definitions.builtIn()
                .nameOf(subresource.group(), subresource.version(), subresource.kind());
    return other.orElse(one);
  }

  private ObjectNode item(Set<String> verbs, String schema) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    operation(item, verbs, "get", "get", List.of("resourceVersion"), schema);
    operation(item, verbs, "update", "put", WRITE, schema);
    operation(item, verbs, "delete", "delete", DELETE, GroupVersionDocument.META + "Status");
    operation(item, verbs, "patch", "patch", PATCH, schema);
    return item;
  }

  private static void add(Map<String, ObjectNode> paths, String path, ObjectNode item) {
    if (!item.isEmpty()) {
      ArrayNode parameters = item.putArray("parameters");
      for (String name : List.of("name", "namespace")) {
        if (path.contains("{" + name + "}")) {
          parameter(parameters, name, "path").put("required", true);
        }
      }
      parameter(parameters, "pretty", "query");
      paths.put(path, item);
    }
  }

  private void operation(
      ObjectNode item,
      Set<String> verbs,
      String verb,
      String method,
      List<String> parameters,
      String answer) {
    if (!verbs.contains(verb)) {
      return;
    }
    ObjectNode operation = item.putObject(method);
    ArrayNode array = operation.putArray("parameters");
    parameters.forEach(name -> parameter(array, name, "query"));
    switch (method) {
      case "post", "put" -> content(operation, "requestBody", answer, List.of(JSON, YAML));
      case "patch" ->
          content(operation, "requestBody", GroupVersionDocument.META + "Patch", patches());
      default -> {}
    }
    content(
        operation.putObject("responses").putObject("200").put("description", "OK"),
        answer,
        List.of(JSON, YAML));
    operation.put("x-kubernetes-action", action(verb));
    operation
        .putObject("x-kubernetes-group-version-kind")
        .put("group", kind.group())
        .put("kind", kind.name())
        .put("version", kind.version());
  }

  private List<String> patches() {
    return kind.custom()
        ? List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json")
        : List.of(
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json");
  }

  private static String action(String verb) {
    return switch (verb) {
      case "create" -> "post";
      case "update" -> "put";
      default -> verb;
    };
  }

  private static void content(
      ObjectNode operation, String field, String schema, List<String> types) {
    content(operation.putObject(field), schema, types);
  }

  private static void content(ObjectNode of, String schema, List<String> types) {
    ObjectNode content = of.putObject("content");
    types.forEach(type ->
        content
            .putObject(type)
            .putObject("schema")
            .put("$ref", GroupVersionDocument.REFERENCE + schema));
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String in) {
    ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
    String type =
        BOOLEANS.contains(name) ? "boolean" : INTEGERS.contains(name) ? "integer" : "string";
    parameter.putObject("schema").put("type", type).put("uniqueItems", true);
    return parameter;
  }
}
