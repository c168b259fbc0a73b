package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The conditions of one status. Each keeps the time of its last transition. */
final class Conditions {

  private final Map<String, JsonNode> all = new LinkedHashMap<>();
  private final String now;
  private boolean changed;

  Conditions(JsonNode present, Instant now) {
    present.forEach(it -> all.put(it.path("type").asText(), it));
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void set(String type, String status, String reason, String message) {
    put(type, status, reason, message, "");
  }

  /** The same for kinds whose conditions also say when they were last written. */
  void setWithUpdate(String type, String status, String reason, String message) {
    put(type, status, reason, message, now);
  }

  private void put(String type, String status, String reason, String message, String update) {
    JsonNode old = Objects.requireNonNullElse(all.get(type), MissingNode.getInstance());
    boolean sameStatus = old.path("status").asText().equals(status);
    if (sameStatus
        && old.path("reason").asText().equals(reason)
        && old.path("message").asText().equals(message)) {
      return;
    }
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    condition.put("type", type).put("status", status);
    if (!update.isEmpty()) {
      condition.put("lastUpdateTime", update);
    }
    condition
        .put("lastTransitionTime", sameStatus ? old.path("lastTransitionTime").asText() : now)
        .put("reason", reason)
        .put("message", message);
    changed = true;
    all.remove(type);
    all.put(type, condition);
  }

  boolean changed() {
    return changed;
  }

  ArrayNode json() {
    return JsonNodeFactory.instance.arrayNode().addAll(all.values());
  }
}
