package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One edit of a spec.
 *
 * @param path below spec: names of fields, keys of maps, indexes of lists
 * @param value what is put there; empty if what is there is taken away
 * @param allowed whether the schema allows it; rules between fields may still forbid it
 */
record Edit(List<String> path, Optional<JsonNode> value, boolean allowed) {

  Edit {
    path = List.copyOf(path);
  }

  /** The spec after it; empty if it changes nothing, or there is no such place any more. */
  Optional<ObjectNode> in(ObjectNode spec) {
    ObjectNode edited = spec.deepCopy();
    JsonNode parent = edited;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent instanceof ArrayNode list ? list.path(index(name)) : parent.path(name);
    }
    String last = path.getLast();
    if (parent instanceof ObjectNode object) {
      if (value.isPresent()) {
        object.set(last, value.get().deepCopy());
      } else {
        object.remove(last);
      }
    } else if (parent instanceof ArrayNode list && value.isPresent() && list.has(index(last))) {
      list.set(index(last), value.get().deepCopy());
    }
    return edited.equals(spec) ? Optional.empty() : Optional.of(edited);
  }

  private static int index(String name) {
    return Integer.parseInt(name);
  }
}
