package dev.fairlead.webhook.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.DiffFlags;
import io.fabric8.zjsonpatch.JsonDiff;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a function changed, as a JSON Patch on what the API server has. A class drops fields that it
 * does not know and may write values in its own way, so the object that comes out of it is never
 * compared with the one of the API server: the class's view before is compared with its view after,
 * and only that difference is carried over. Pure.
 */
final class Patch {

  private Patch() {}

  /**
   * The patch.
   *
   * @param stored the object of the API server
   * @param given what the function was given, as its class writes it
   * @param returned what the function returned, as its class writes it
   */
  static JsonNode of(JsonNode stored, JsonNode given, JsonNode returned) {
    return JsonDiff.asJson(
        stored,
        carried(stored, given, returned),
        EnumSet.of(
            DiffFlags.OMIT_VALUE_ON_REMOVE,
            DiffFlags.OMIT_MOVE_OPERATION,
            DiffFlags.OMIT_COPY_OPERATION));
  }

  /** The stored value with the difference from {@code given} to {@code returned}. */
  static JsonNode carried(JsonNode stored, JsonNode given, JsonNode returned) {
    if (given.equals(returned)) {
      return stored;
    }
    if (returned instanceof ObjectNode after && given.isObject()) {
      return object(stored, given, after);
    }
    if (returned instanceof ArrayNode after && given.isArray() && given.size() == stored.size()) {
      return array(stored, given, after);
    }
    return returned;
  }

  private static JsonNode object(JsonNode stored, JsonNode given, ObjectNode returned) {
    ObjectNode result = stored instanceof ObjectNode there ? there.deepCopy() : Json.object();
    Set<String> names = new HashSet<>();
    given.fieldNames().forEachRemaining(names::add);
    returned.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (!returned.has(name)) {
        result.remove(name);
        continue;
      }
      JsonNode value = carried(stored.path(name), given.path(name), returned.get(name));
      if (!value.isMissingNode()) {
        result.set(name, value);
      }
    }
    return result;
  }

  /** Elements keep what the class does not know of them, also where others come or go. */
  private static JsonNode array(JsonNode stored, JsonNode given, ArrayNode returned) {
    ArrayNode result = returned.arrayNode(returned.size());
    boolean[] taken = new boolean[given.size()];
    for (int i = 0; i < returned.size(); i++) {
      JsonNode element = returned.get(i);
      int from = counterpart(given, element, i, returned.size(), taken);
      if (from < 0) {
        result.add(element);
      } else {
        taken[from] = true;
        result.add(carried(stored.get(from), given.get(from), element));
      }
    }
    return result;
  }

  /** Which of the given elements one is: an equal one, one of the same name, one in its place. */
  private static int counterpart(
      JsonNode given, JsonNode element, int place, int size, boolean[] taken) {
    JsonNode name = element.isObject() ? element.path("name") : MissingNode.getInstance();
    int equal = first(given, taken, i -> given.get(i).equals(element));
    if (equal >= 0) {
      return equal;
    }
    if (name.isTextual()) {
      return first(given, taken, i -> given.get(i).path("name").equals(name));
    }
    return given.size() == size && !taken[place] ? place : -1;
  }

  private static int first(
      JsonNode given, boolean[] taken, java.util.function.IntPredicate matches) {
    return IntStream.range(0, given.size())
        .filter(i -> !taken[i])
        .filter(matches)
        .findFirst()
        .orElse(-1);
  }
}
