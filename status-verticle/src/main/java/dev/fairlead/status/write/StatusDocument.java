package dev.fairlead.status.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.status.Conditions;
import dev.fairlead.protocol.status.ReportedCondition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole status of one primary. What is compared and written is the whole, because an apply
 * takes what it leaves out for no longer wanted. Pure.
 */
final class StatusDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONDITIONS = "conditions";
  private static final String OBSERVED_GENERATION = "observedGeneration";

  private StatusDocument() {}

  /**
   * The status after the intent, as it would be read back: equal to {@link #observed} exactly when
   * there is nothing to write.
   *
   * <p>Conditions of others stay, with all their fields. {@code observedGeneration} is kept where
   * the status has one, and is never lowered.
   */
  static ObjectNode merged(StatusIntent intent, Instant now) {
    ObjectNode observed = observed(intent);
    ObjectNode status = intent.desired().map(StatusDocument::parse).orElseGet(observed::deepCopy);
    long seen = observed.path(OBSERVED_GENERATION).asLong();
    if (seen > intent.generation()) {
      return observed;
    }
    if (status.has(OBSERVED_GENERATION) || seen > 0) {
      status.put(OBSERVED_GENERATION, intent.generation());
    }
    List<ReportedCondition> conditions =
        Conditions.merge(
            reported(observed.path(CONDITIONS)), intent.conditions(), intent.generation(), now);
    if (conditions.isEmpty()) {
      status.remove(CONDITIONS);
    } else {
      status.set(CONDITIONS, json(conditions, observed.path(CONDITIONS)));
    }
    return parse(frame(status));
  }

  /** The status as the attempt saw it. */
  static ObjectNode observed(StatusIntent intent) {
    return parse(intent.observed());
  }

  /** The status in the JSON of an object. */
  static ObjectNode of(Frame object) {
    return parse(object).path("status") instanceof ObjectNode status
        ? status
        : JsonNodeFactory.instance.objectNode();
  }

  private static List<ReportedCondition> reported(JsonNode conditions) {
    List<ReportedCondition> reported = new ArrayList<>();
    for (JsonNode condition : conditions) {
      reported.add(
          new ReportedCondition(
              condition.path("type").asText(),
              condition.path("status").asText(),
              condition.path("reason").asText(),
              condition.path("message").asText(),
              condition.path(OBSERVED_GENERATION).asLong(),
              condition.path("lastTransitionTime").asText()));
    }
    return reported;
  }

  /** A condition that did not change keeps its JSON to the letter. */
  private static ArrayNode json(List<ReportedCondition> merged, JsonNode observed) {
    Map<ReportedCondition, JsonNode> unchanged = new HashMap<>();
    List<ReportedCondition> before = reported(observed);
    for (int i = 0; i < before.size(); i++) {
      unchanged.put(before.get(i), observed.get(i));
    }
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    for (ReportedCondition condition : merged) {
      JsonNode same = unchanged.get(condition);
      if (same != null) {
        conditions.add(same);
      } else {
        conditions
            .addObject()
            .put("type", condition.type())
            .put("status", condition.status())
            .put("reason", condition.reason())
            .put("message", condition.message())
            .put(OBSERVED_GENERATION, condition.observedGeneration())
            .put("lastTransitionTime", condition.lastTransitionTime());
      }
    }
    return conditions;
  }

  private static Frame frame(ObjectNode json) {
    try {
      return Frame.ofJson(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of JSON cannot be written", impossible);
    }
  }

  private static ObjectNode parse(Frame json) {
    try {
      if (JSON.readTree(json.json()) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException noJson) {
      throw new IllegalArgumentException("a status or an object is no JSON", noJson);
    }
    throw new IllegalArgumentException("a status or an object is no JSON object");
  }
}
