package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.TreeMap;

/** Answers without what differs between any two servers: ids, versions, times, drawn numbers. */
final class Answers {

  private Answers() {}

  static JsonNode of(JsonNode answer) {
    ObjectNode copy = answer.deepCopy();
    String uid = copy.path("metadata").path("uid").asText("UID");
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(
          List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "namespace"));
    }
    if (copy.path("metadata")
        .path("finalizers")
        .path(0)
        .asText()
        .equals("kubernetes.io/pvc-protection")) {
      // No controller of the sandbox would ever take it away.
      ((ObjectNode) copy.get("metadata")).remove("finalizers");
    }
    copy.remove("details");
    if (copy.path("kind").asText().equals("Pod") && copy.get("spec") instanceof ObjectNode spec) {
      // The control plane of the tests has a stand-in for the scheduler and the kubelet.
      spec.remove("nodeName");
      copy.putObject("status").put("qosClass", answer.path("status").path("qosClass").asText());
    }
    if (copy.get("spec") instanceof ObjectNode spec
        && copy.path("kind").asText().equals("Service")) {
      drawn(spec);
    }
    JsonNode causes = answer.path("details").path("causes");
    if (!causes.isMissingNode()) {
      copy.set("causes", causes);
    }
    return sorted(copy, uid);
  }

  private static void drawn(ObjectNode spec) {
    if (spec.path("clusterIP").asText().startsWith("10.0.")) {
      spec.put("clusterIP", "drawn").putArray("clusterIPs").add("drawn");
    }
    spec.path("ports")
        .forEach(port -> {
          if (port.path("nodePort").asInt() != 30_080 && port.has("nodePort")) {
            ((ObjectNode) port).put("nodePort", "drawn");
          }
        });
    if (spec.has("healthCheckNodePort")) {
      spec.put("healthCheckNodePort", "drawn");
    }
  }

  private static JsonNode sorted(JsonNode node, String uid) {
    return switch (node) {
      case ObjectNode object -> {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(it -> fields.put(it.getKey(), sorted(it.getValue(), uid)));
        yield JsonNodeFactory.instance.objectNode().setAll(fields);
      }
      case ArrayNode list -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        list.forEach(it -> copy.add(sorted(it, uid)));
        yield copy;
      }
      case TextNode text -> TextNode.valueOf(text.textValue().replace(uid, "UID"));
      default -> node.isNumber() ? TextNode.valueOf("number " + node.asText()) : node;
    };
  }
}
