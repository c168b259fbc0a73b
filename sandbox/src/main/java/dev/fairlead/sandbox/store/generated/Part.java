package dev.fairlead.sandbox.store.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a template. What is the same in all objects is one node that they share; only what
 * differs is made anew. Immutable.
 */
sealed interface Part {

  JsonNode make(Seeded object);

  /** The same in every object. */
  record Fixed(JsonNode node) implements Part {
    @Override
    public JsonNode make(Seeded object) {
      return node;
    }
  }

  /** A text with placeholders. */
  record Text(List<Placeholder> pieces) implements Part {
    @Override
    public JsonNode make(Seeded object) {
      StringBuilder text = new StringBuilder();
      pieces.forEach(piece -> piece.append(text, object));
      return JsonNodeFactory.instance.textNode(text.toString());
    }
  }

  /** A number between two others, both included. */
  record Whole(int from, int to) implements Part {
    @Override
    public JsonNode make(Seeded object) {
      return JsonNodeFactory.instance.numberNode(object.random().nextInt(from, to + 1));
    }
  }

  /** An object of which something differs. */
  record Fields(Map<String, Part> fields) implements Part {
    @Override
    public ObjectNode make(Seeded object) {
      ObjectNode made = JsonNodeFactory.instance.objectNode();
      fields.forEach((name, part) -> made.set(name, part.make(object)));
      return made;
    }
  }

  /** A list of which something differs. */
  record Items(List<Part> items) implements Part {
    @Override
    public JsonNode make(Seeded object) {
      ArrayNode made = JsonNodeFactory.instance.arrayNode(items.size());
      items.forEach(part -> made.add(part.make(object)));
      return made;
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if a placeholder is not one
   */
  static Part of(JsonNode node) {
    Part part = varied(node);
    return isFixed(part) ? new Fixed(node.deepCopy()) : part;
  }

  private static Part varied(JsonNode node) {
    if (node.isTextual()) {
      return Placeholder.parse(node.textValue());
    }
    if (node.isObject()) {
      Map<String, Part> fields = new LinkedHashMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue())));
      return new Fields(fields);
    }
    if (node.isArray()) {
      List<Part> items = new ArrayList<>();
      node.forEach(item -> items.add(of(item)));
      return new Items(items);
    }
    return new Fixed(node);
  }

  private static boolean isFixed(Part part) {
    return switch (part) {
      case Fixed fixed -> true;
      case Text text -> false;
      case Whole number -> false;
      case Fields fields -> fields.fields().values().stream().allMatch(Part::isFixed);
      case Items items -> items.items().stream().allMatch(Part::isFixed);
    };
  }
}
