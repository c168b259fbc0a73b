package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What controllers read in objects, and write to them. */
final class Json {

  private Json() {}

  static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  static boolean terminating(JsonNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  static List<String> finalizers(JsonNode object) {
    return texts(object.path("metadata").path("finalizers"));
  }

  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** A copy of an object without one of its finalizers. */
  static ObjectNode withoutFinalizer(ObjectNode object, String finalizer) {
    ObjectNode copy = object.deepCopy();
    ArrayNode left = copy.withObject("metadata").putArray("finalizers");
    finalizers(object).stream().filter(it -> !it.equals(finalizer)).forEach(left::add);
    if (left.isEmpty()) {
      copy.withObject("metadata").remove("finalizers");
    }
    return copy;
  }

  /** Says how many there are; a status leaves out what there is none of. */
  static void count(ObjectNode status, String field, int count) {
    if (count > 0) {
      status.put(field, count);
    }
  }
}
