package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Stored;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody else who edits and deletes what the controller has made. */
final class ForeignHand {

  private final Server server;
  private final String manager;

  ForeignHand(Server server, String controller) {
    this.server = server;
    this.manager = "fairlead." + controller;
  }

  /** What the controller has a hand in. */
  List<Key> madeByController() {
    return server.objects().stream()
        .filter(it -> !entries(it.object()).isEmpty())
        .map(Stored::key)
        .toList();
  }

  /** Changes a field that the controller has set; what happened in words. */
  Optional<String> edit(List<ObjectNode> children, int pick) {
    if (children.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode child = children.get(pick % children.size());
    List<String> fields = fields(child);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    String field = fields.get(pick % fields.size());
    ObjectNode patch = patch(field, child.at(field));
    try {
      server.merge(child, patch);
      return Optional.of("somebody else sets %s of %s".formatted(patch, State.name(child)));
    } catch (KubernetesClientException refused) {
      // Nobody can change it, so nobody has.
      return Optional.empty();
    }
  }

  /** Deletes a child; what happened in words. */
  Optional<String> delete(List<ObjectNode> children, int pick) {
    if (children.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode child = children.get(pick % children.size());
    server.delete(child);
    return Optional.of("somebody else deletes " + State.name(child));
  }

  /** Changes nothing that matters, but the version. */
  void touch(ObjectNode object, int number) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch
        .withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put(State.TOUCHED, "t" + number);
    server.merge(object, patch);
  }

  private static ObjectNode patch(String field, JsonNode value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ObjectNode at = patch;
    String[] path = field.substring(1).split("/", -1);
    for (int i = 0; i < path.length - 1; i++) {
      at = at.withObjectProperty(path[i]);
    }
    String last = path[path.length - 1];
    if (value.isNumber()) {
      at.put(last, value.asLong() + 1);
    } else if (value.isBoolean()) {
      at.put(last, !value.asBoolean());
    } else {
      at.put(last, "changed");
    }
    return patch;
  }

  /** JSON pointers of values that the controller owns and that are no part of a list. */
  private List<String> fields(ObjectNode child) {
    List<String> fields = new ArrayList<>();
    for (JsonNode owned : entries(child)) {
      for (String top : List.of("data", "spec")) {
        collect(owned.path("f:" + top), "/" + top, child, fields);
      }
    }
    return fields;
  }

  /** What the controller owns of an object, as managedFields say it. */
  private List<JsonNode> entries(ObjectNode object) {
    List<JsonNode> entries = new ArrayList<>();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (entry.path("manager").asText().equals(manager)
          && entry.path("subresource").asText().isEmpty()) {
        entries.add(entry.path("fieldsV1"));
      }
    }
    return entries;
  }

  private static void collect(JsonNode owned, String at, ObjectNode child, List<String> fields) {
    owned
        .properties()
        .forEach(each -> {
          String name = each.getKey();
          if (name.startsWith("f:") && !name.contains("/") && !name.contains("~")) {
            collect(each.getValue(), at + "/" + name.substring(2), child, fields);
          }
        });
    JsonNode value = child.at(at);
    if (value.isValueNode() && !value.isNull() && !at.contains("elector")) {
      fields.add(at);
    }
  }
}
