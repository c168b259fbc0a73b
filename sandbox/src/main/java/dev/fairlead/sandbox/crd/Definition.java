package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A CustomResourceDefinition, read. */
record Definition(JsonNode object) {

  static final String COLLECTION = "customresourcedefinitions.apiextensions.k8s.io";
  static final String FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

  static final String NAMES_ACCEPTED = "NamesAccepted";
  static final String ESTABLISHED = "Established";
  static final String TERMINATING = "Terminating";

  String name() {
    return object.path("metadata").path("name").asText();
  }

  String group() {
    return spec().path("group").asText();
  }

  JsonNode spec() {
    return object.path("spec");
  }

  JsonNode names() {
    return spec().path("names");
  }

  JsonNode acceptedNames() {
    return object.path("status").path("acceptedNames");
  }

  /** The name under which its objects are stored. */
  String collection() {
    return names().path("plural").asText() + "." + group();
  }

  boolean namespaced() {
    return spec().path("scope").asText().equals("Namespaced");
  }

  boolean deleting() {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  boolean hasFinalizer() {
    for (JsonNode finalizer : object.path("metadata").path("finalizers")) {
      if (finalizer.asText().equals(FINALIZER)) {
        return true;
      }
    }
    return false;
  }

  boolean is(String condition) {
    return condition(condition).path("status").asText().equals("True");
  }

  /** The condition of this type; missing for none. */
  JsonNode condition(String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  /** Sets a condition, in place. The time stays where the status does. */
  static void condition(
      ObjectNode object, String type, boolean status, String reason, String message, Instant now) {
    ObjectNode statusNode = child(object, "status");
    ArrayNode conditions =
        statusNode.get("conditions") instanceof ArrayNode present
            ? present
            : statusNode.putArray("conditions");
    ObjectNode condition = null;
    for (JsonNode present : conditions) {
      if (present.path("type").asText().equals(type)) {
        condition = (ObjectNode) present;
      }
    }
    String word = status ? "True" : "False";
    if (condition == null) {
      condition = conditions.addObject();
    }
    if (!condition.path("status").asText().equals(word)) {
      condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    condition.put("message", message).put("reason", reason).put("status", word).put("type", type);
  }

  static ObjectNode child(ObjectNode object, String field) {
    return object.get(field) instanceof ObjectNode child ? child : object.putObject(field);
  }

  static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }
}
