package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes from a custom resource what its schema does not know, and nulls that say nothing. */
public final class Pruning {

  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private final Set<String> unknown = new TreeSet<>();

  private Pruning() {}

  /**
   * Removes unknown fields from a whole object, in place; its metadata is left alone.
   *
   * @return their paths, sorted
   */
  public static List<String> unknownFields(Schema schema, ObjectNode object) {
    Pruning pruning = new Pruning();
    pruning.prune(object, Optional.of(schema), "", true);
    return List.copyOf(pruning.unknown);
  }

  /** The same for the value of a part of an object, such as a default. */
  public static List<String> unknownFieldsOfPart(Schema schema, JsonNode value) {
    Pruning pruning = new Pruning();
    pruning.prune(value, Optional.of(schema), "", schema.embeddedResource());
    return List.copyOf(pruning.unknown);
  }

  /** Removes the nulls of fields that are neither nullable nor have a default, in place. */
  public static void nulls(Schema schema, JsonNode value) {
    nulls(value, Optional.of(schema));
  }

  private void prune(JsonNode value, Optional<Schema> schema, String path, boolean resource) {
    boolean open = schema.isPresent() && schema.get().preserveUnknownFields();
    switch (value) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
          String name = entry.getKey();
          if (resource && META.contains(name)) {
            continue;
          }
          Optional<Schema> field = schema.flatMap(it -> it.field(name));
          String there = path.isEmpty() ? name : path + "." + name;
          if (field.isPresent()) {
            prune(entry.getValue(), field, there, field.get().embeddedResource());
          } else if (!open) {
            unknown.add(there);
            object.remove(name);
          }
        }
      }
      case ArrayNode array -> {
        Optional<Schema> items = schema.flatMap(Schema::items);
        if (items.isEmpty() && open) {
          return;
        }
        for (int i = 0; i < array.size(); i++) {
          boolean item = items.isPresent() && items.get().embeddedResource();
          prune(array.get(i), items, path + "[" + i + "]", item);
        }
      }
      default -> {}
    }
  }

  private static void nulls(JsonNode value, Optional<Schema> schema) {
    switch (value) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(object.properties())) {
          Optional<Schema> field = schema.flatMap(it -> it.field(entry.getKey()));
          boolean says =
              field.isEmpty() || field.get().nullable() || field.get().defaultValue().isPresent();
          if (entry.getValue().isNull() && !says) {
            object.remove(entry.getKey());
          } else {
            nulls(entry.getValue(), field);
          }
        }
      }
      case ArrayNode array -> {
        Optional<Schema> items = schema.flatMap(Schema::items);
        array.forEach(item -> nulls(item, items));
      }
      default -> {}
    }
  }
}
