package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A set of paths as it stands in {@code managedFields}: a tree of objects whose names tell the kind
 * of step, {@code f:} a field, {@code k:} the keys of a list's item, {@code v:} a set's item,
 * {@code i:} a place; a {@code .} says that the parent itself belongs to the set.
 */
final class FieldsV1 {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldsV1() {}

  static ObjectNode write(FieldSet set) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    TreeSet<PathElement> elements = new TreeSet<>(set.children().keySet());
    set.members().forEach(elements::add);
    for (PathElement element : elements) {
      ObjectNode below = write(set.below(element));
      if (!below.isEmpty() && set.has(element)) {
        ObjectNode self = JsonNodeFactory.instance.objectNode();
        self.putObject(".");
        below = self.setAll(below);
      }
      json.set(name(element), below);
    }
    return json;
  }

  /** Empty for what cannot be read. Steps of an unknown kind are left out. */
  static Optional<FieldSet> read(JsonNode json) {
    FieldSet set = new FieldSet();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = field.getKey();
      if (name.equals(".")) {
        continue;
      }
      if (name.length() < 2 || name.charAt(1) != ':') {
        return Optional.empty();
      }
      if ("fkvi".indexOf(name.charAt(0)) < 0) {
        continue;
      }
      Optional<PathElement> element = element(name.charAt(0), name.substring(2));
      Optional<FieldSet> below = read(field.getValue());
      if (element.isEmpty() || below.isEmpty()) {
        return Optional.empty();
      }
      boolean member = field.getValue().has(".") || below.get().isEmpty();
      set.add(element.get(), member, below.get());
    }
    return Optional.of(set);
  }

  private static String name(PathElement element) {
    return switch (element) {
      case PathElement.Field(String name) -> "f:" + name;
      case PathElement.Key(var fields) -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        fields.forEach(json::set);
        yield "k:" + escaped(json);
      }
      case PathElement.Item(JsonNode value) -> "v:" + escaped(value);
      case PathElement.Index(int index) -> "i:" + index;
    };
  }

  private static String escaped(JsonNode value) {
    return value.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static Optional<PathElement> element(char kind, String text) {
    try {
      return switch (kind) {
        case 'f' -> Optional.of(new PathElement.Field(text));
        case 'v' -> Optional.of(new PathElement.Item(JSON.readTree(text)));
        case 'i' -> Optional.of(new PathElement.Index(Integer.parseInt(text)));
        default -> key(JSON.readTree(text));
      };
    } catch (JsonProcessingException | NumberFormatException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<PathElement> key(JsonNode json) {
    if (!json.isObject()) {
      return Optional.empty();
    }
    TreeMap<String, JsonNode> fields = new TreeMap<>();
    json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return Optional.of(new PathElement.Key(fields));
  }
}
