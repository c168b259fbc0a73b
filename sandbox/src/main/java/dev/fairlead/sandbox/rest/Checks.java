package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether an object is the one that its request is about. */
final class Checks {

  private Checks() {}

  /** Gives the object the request's namespace; another one is refused. */
  static void namespace(Kind kind, String namespace, ObjectNode object) throws Rejection {
    String expected = kind.namespaced() ? namespace : "";
    String said = Meta.namespace(object);
    if (said.equals(expected)) {
      return;
    }
    if (expected.isEmpty()) {
      Meta.of(object).remove(Meta.NAMESPACE);
    } else if (said.isEmpty()) {
      Meta.of(object).put(Meta.NAMESPACE, expected);
    } else {
      throw Status.badRequest(
              "the namespace of the provided object does not match the namespace sent on the request")
          .rejection();
    }
  }

  /** The object must have the name that the path has. */
  static void name(String name, ObjectNode object) throws Rejection {
    String said = Meta.name(object);
    if (said.isEmpty()) {
      throw Status.badRequest(
              "the name of the object (%s based on URL) was undeterminable: name must be provided"
                  .formatted(name))
          .rejection();
    }
    if (!said.equals(name)) {
      throw Status.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(said, name))
          .rejection();
    }
  }

  /** Takes out owners that stand there twice, and says so. */
  static void owners(Call call, ObjectNode object) {
    JsonNode owners = object.path("metadata").path(Meta.OWNERS);
    Set<JsonNode> distinct = new LinkedHashSet<>();
    List<String> duplicates = new ArrayList<>();
    for (JsonNode owner : owners) {
      if (!distinct.add(owner)) {
        duplicates.add(owner.path("uid").asText());
      }
    }
    if (!duplicates.isEmpty()) {
      ArrayNode array = Meta.of(object).putArray(Meta.OWNERS);
      distinct.forEach(array::add);
      call.warn(
          ".metadata.ownerReferences contains duplicate entries; API server dedups owner references"
              + " in 1.20+, and may reject such requests as early as 1.24; please fix your requests;"
              + " duplicate UID(s) observed: "
              + String.join(", ", duplicates));
    }
  }
}
