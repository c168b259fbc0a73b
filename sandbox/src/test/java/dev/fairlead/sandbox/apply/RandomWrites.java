package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.patch.JsonPatch;
import dev.fairlead.sandbox.patch.MergePatch;
import dev.fairlead.sandbox.patch.StrategicMergePatch;
import dev.fairlead.sandbox.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Makes writes to one object: applies, updates and patches by several managers, some of them bad.
 */
final class RandomWrites {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Subject subject;
  private final String namespace;
  private final String name;

  RandomWrites(Subject subject, String namespace, String name) {
    this.subject = subject;
    this.namespace = namespace;
    this.name = name;
  }

  /** How a write changes the object. */
  enum Form {
    APPLY("PATCH", "application/apply-patch+yaml"),
    PUT("PUT", "application/json"),
    JSON("PATCH", "application/json-patch+json"),
    MERGE("PATCH", "application/merge-patch+json"),
    STRATEGIC("PATCH", "application/strategic-merge-patch+json");

    private final String method;
    private final String contentType;

    Form(String method, String contentType) {
      this.method = method;
      this.contentType = contentType;
    }
  }

  record Write(
      Subject subject,
      Form form,
      String manager,
      boolean force,
      String subresource,
      JsonNode json) {

    String method() {
      return form.method;
    }

    String contentType() {
      return form.contentType;
    }

    String body() {
      return json.toString();
    }

    boolean apply() {
      return form == Form.APPLY;
    }

    String query() {
      return "fieldManager=" + manager + (force ? "&force=true" : "");
    }

    String described() {
      return form + (force ? " forced" : "") + " by " + manager + " " + subresource + " " + json;
    }

    /** What our code makes of it, before defaults. */
    ObjectNode ours(FieldManagement fields, Optional<ObjectNode> live) throws Rejection {
      byte[] body = body().getBytes(StandardCharsets.UTF_8);
      return switch (form) {
        case APPLY -> fields.apply(request(), live, (ObjectNode) json, force);
        case PUT -> (ObjectNode) json;
        case JSON -> JsonPatch.apply(live.orElseThrow(), body);
        case MERGE -> MergePatch.apply(live.orElseThrow(), body);
        case STRATEGIC ->
            StrategicMergePatch.apply(subject.kind().schema(), live.orElseThrow(), body);
      };
    }

    /**
     * @param ours our object before defaults
     * @param defaulted the server's with defaults
     */
    ObjectNode owned(
        FieldManagement fields, Optional<ObjectNode> live, ObjectNode ours, ObjectNode defaulted) {
      if (apply()) {
        return ours;
      }
      ObjectNode updated = defaulted.deepCopy();
      ObjectNode metadata = (ObjectNode) updated.get("metadata");
      metadata.remove("managedFields");
      JsonNode given = ours.at("/metadata/managedFields");
      if (!given.isMissingNode()) {
        metadata.set("managedFields", given);
      }
      return fields.update(request(), live, updated);
    }

    private FieldWrite request() {
      boolean custom = subject.kind().custom();
      boolean deployment = subject.kind().plural().equals("deployments");
      List<String> reset = List.of();
      if (subresource.equals("status")) {
        reset = custom ? List.of("apiVersion", "kind", "metadata", "spec") : List.of("spec");
      } else if (custom || deployment || subject.kind().plural().equals("services")) {
        reset = List.of("status");
      }
      return new FieldWrite(subject.kind(), subresource, manager, reset, Instant.now());
    }
  }

  Write next(Random random, Optional<ObjectNode> live) {
    ObjectNode configuration = subject.configuration(random, namespace, name);
    boolean custom = subject.kind().custom();
    if (live.isEmpty()) {
      return random.nextBoolean()
          ? write(Form.APPLY, "m" + random.nextInt(3), random, "", configuration)
          : write(Form.PUT, "u" + random.nextInt(3), random, "", configuration);
    }
    String version = live.get().at("/metadata/resourceVersion").asText();
    String subresource = custom && random.nextInt(6) == 0 ? "status" : "";
    int dice = random.nextInt(20);
    if (dice < 9) {
      versioned(configuration, version);
      if (random.nextInt(8) == 0) {
        spoil(configuration, random);
      }
      return write(Form.APPLY, applier(random), random, subresource, configuration);
    }
    String updater = random.nextInt(3) == 0 ? "v" + random.nextInt(14) : "u" + random.nextInt(3);
    if (dice < 13) {
      ObjectNode updated = live.get().deepCopy();
      change(updated, configuration, random);
      versioned(updated, version);
      if (random.nextInt(12) == 0) {
        managedFields(updated, random);
      }
      return write(Form.PUT, updater, random, subresource, updated);
    }
    if (dice < 15) {
      return write(
          Form.JSON,
          updater,
          random,
          subresource,
          operations(live.get(), version, subresource, random));
    }
    configuration.remove(List.of("apiVersion", "kind"));
    sprinkleNulls(configuration, live.get(), random);
    versioned(configuration, version);
    Form form = custom || dice < 17 ? Form.MERGE : Form.STRATEGIC;
    if (form == Form.STRATEGIC) {
      StrategicDirectives.sprinkle(configuration, subject.kind().schema(), random);
    }
    return write(form, updater, random, subresource, configuration);
  }

  private static String applier(Random random) {
    return random.nextInt(8) == 0 ? "kubectl" : "m" + random.nextInt(3);
  }

  private Write write(Form form, String manager, Random random, String subresource, JsonNode json) {
    boolean force = form == Form.APPLY && random.nextInt(3) == 0;
    return new Write(subject, form, manager, force, subresource, json);
  }

  private static void versioned(ObjectNode object, String version) {
    object.withObjectProperty("metadata").put("resourceVersion", version);
  }

  /** Makes something of it that the schema does not allow. */
  private void spoil(ObjectNode configuration, Random random) {
    ObjectNode spec = configuration.get("spec") instanceof ObjectNode it ? it : configuration;
    switch (random.nextInt(4)) {
      case 0 -> spec.put("undeclared", 1);
      case 1 -> spec.put(misplaced(), "three");
      case 2 -> duplicate(spec, random);
      default -> configuration.withObjectProperty("metadata").put("labels", "text");
    }
  }

  /** A declared field for which no text is right. */
  private String misplaced() {
    return switch (subject.kind().name()) {
      case "Deployment" -> "replicas";
      case "Service" -> "publishNotReadyAddresses";
      case "ConfigMap" -> "data";
      default -> "size";
    };
  }

  private static void duplicate(JsonNode value, Random random) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (field.getValue() instanceof ArrayNode list && !list.isEmpty()) {
        list.add(list.get(random.nextInt(list.size())).deepCopy());
      }
      duplicate(field.getValue(), random);
    }
  }

  private static void managedFields(ObjectNode updated, Random random) {
    ObjectNode metadata = updated.withObjectProperty("metadata");
    switch (random.nextInt(metadata.has("managedFields") ? 4 : 3)) {
      case 0 -> metadata.putArray("managedFields");
      case 1 -> metadata.putArray("managedFields").addObject();
      case 2 -> metadata.remove("managedFields");
      default -> ((ArrayNode) metadata.get("managedFields")).remove(0);
    }
  }

  /** Takes over parts of the configuration, and takes parts away. */
  private static void change(ObjectNode object, ObjectNode configuration, Random random) {
    for (Map.Entry<String, JsonNode> field : configuration.properties()) {
      String key = field.getKey();
      JsonNode current = object.get(key);
      if (current instanceof ObjectNode inner
          && field.getValue() instanceof ObjectNode wanted
          && !key.equals("strategy")) {
        change(inner, wanted, random);
      } else if (random.nextBoolean()) {
        object.set(key, field.getValue());
      }
    }
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String key : names) {
      boolean optional =
          List.of(
                  "labels",
                  "annotations",
                  "data",
                  "env",
                  "ports",
                  "tags",
                  "nested",
                  "one",
                  "two",
                  "deep",
                  "note")
              .contains(key);
      if (optional && random.nextInt(6) == 0) {
        object.remove(key);
      }
    }
  }

  private static void sprinkleNulls(ObjectNode patch, JsonNode live, Random random) {
    for (Map.Entry<String, JsonNode> field : live.properties()) {
      String key = field.getKey();
      JsonNode wanted = patch.get(key);
      if (wanted instanceof ObjectNode inner) {
        sprinkleNulls(inner, field.getValue(), random);
      } else if (wanted == null
          && random.nextInt(5) == 0
          && !List.of("apiVersion", "kind", "metadata").contains(key)) {
        patch.putNull(key);
      }
    }
  }

  private static JsonNode operations(
      ObjectNode live, String version, String subresource, Random random) {
    List<String> pointers = new ArrayList<>();
    pointers("", live, pointers);
    pointers.removeIf(it ->
        it.equals("/apiVersion")
            || it.equals("/kind")
            || (!subresource.isEmpty() && !it.startsWith("/" + subresource))
            || (it.startsWith("/metadata") && !it.startsWith("/metadata/labels")));
    ArrayNode operations = NODES.arrayNode();
    operations
        .addObject()
        .put("op", "replace")
        .put("path", "/metadata/resourceVersion")
        .put("value", version);
    for (int i = random.nextInt(3); i >= 0 && !pointers.isEmpty(); i--) {
      String pointer = pointers.get(random.nextInt(pointers.size()));
      JsonNode value = live.at(pointer);
      ObjectNode operation = operations.addObject().put("path", pointer);
      switch (random.nextInt(8)) {
        case 0 -> operation.put("op", "remove");
        case 1 -> operation.put("op", "test").set("value", value);
        case 2 -> operation.put("op", "test").put("value", "other");
        case 3 ->
            operation
                .put("op", "replace")
                .set("value", value.isTextual() ? NODES.textNode("new") : value);
        case 4 ->
            operation
                .put("op", "add")
                .set("value", value.isTextual() ? NODES.textNode("new") : value);
        case 5 ->
            operation.put("op", "copy").put("from", pointers.get(random.nextInt(pointers.size())));
        case 6 ->
            operation.put("op", "move").put("from", pointers.get(random.nextInt(pointers.size())));
        default ->
            operation
                .put("op", "remove")
                .put("path", pointer + (random.nextBoolean() ? "/-1" : "/missing"));
      }
    }
    return operations;
  }

  private static void pointers(String path, JsonNode value, List<String> found) {
    if (!path.isEmpty()) {
      found.add(path);
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      pointers(
          path + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
          field.getValue(),
          found);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      pointers(path + "/" + i, value.get(i), found);
    }
  }
}
