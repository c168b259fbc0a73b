package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Small words for reading and changing objects. Paths are dotted names of fields. */
final class Json {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** The value at a path; a missing node if there is none. */
  static JsonNode at(JsonNode node, String path) {
    JsonNode here = node;
    for (String name : path.split("\\.", -1)) {
      here = here.path(name);
    }
    return here;
  }

  /** Neither missing nor null. */
  static boolean present(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** Missing, null, or what Go takes for nothing: "", 0, false, an empty list or map. */
  static boolean zero(JsonNode node) {
    return switch (node.getNodeType()) {
      case MISSING, NULL -> true;
      case STRING -> node.textValue().isEmpty();
      case NUMBER -> node.doubleValue() == 0;
      case BOOLEAN -> !node.booleanValue();
      case ARRAY, OBJECT -> node.isEmpty();
      case BINARY, POJO -> false;
    };
  }

  /** The object in a field, which is made if it is not there. */
  static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode there ? there : parent.putObject(name);
  }

  /** The objects in a list, of which there are none if it is not there. */
  static List<ObjectNode> objects(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  static void put(ObjectNode parent, String name, Object value) {
    parent.set(name, node(value));
  }

  static JsonNode node(Object value) {
    return switch (value) {
      case JsonNode it -> it;
      case String it -> NODES.textNode(it);
      case Integer it -> NODES.numberNode(it);
      case Long it -> NODES.numberNode(it);
      case Boolean it -> NODES.booleanNode(it);
      case List<?> them -> {
        ArrayNode list = NODES.arrayNode();
        them.forEach(it -> list.add(node(it)));
        yield list;
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  /** Makes a path of one object what it is in the other, absent too. */
  static void copy(String path, ObjectNode from, ObjectNode to) {
    int dot = path.lastIndexOf('.');
    String name = path.substring(dot + 1);
    JsonNode source = dot < 0 ? from : at(from, path.substring(0, dot));
    JsonNode target = dot < 0 ? to : at(to, path.substring(0, dot));
    if (!(target instanceof ObjectNode parent)) {
      return;
    }
    if (source.has(name)) {
      parent.set(name, source.get(name).deepCopy());
    } else {
      parent.remove(name);
    }
  }
}
