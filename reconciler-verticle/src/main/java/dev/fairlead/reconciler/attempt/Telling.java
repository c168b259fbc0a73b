package dev.fairlead.reconciler.attempt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt says about its primary. A failure makes the ready condition False and is told as
 * a warning Event; the first success after it that says nothing of the condition makes it True.
 */
final class Telling {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENT_REASON_MAX = 128;

  private final Declaration declaration;
  private final Token token;
  private final Incarnation worker;

  Telling(Declaration declaration, Token token, Incarnation worker) {
    this.declaration = declaration;
    this.token = token;
    this.worker = worker;
  }

  /** What is to be said. */
  record Words(
      Frame observed, Optional<Frame> desired, List<Condition> conditions, List<Event> events) {

    boolean isNothing() {
      return desired.isEmpty() && conditions.isEmpty() && events.isEmpty();
    }
  }

  /** Finds the words for what an attempt came to. */
  Words words(KubeConnection kube, ObservedObject primary, Conclusion conclusion) {
    JsonNode observed = status(primary);
    List<Condition> conditions = new ArrayList<>(conclusion.report().conditions());
    List<Event> events = new ArrayList<>(conclusion.report().events());
    switch (conclusion.outcome()) {
      case Outcome.Failed(String reason, String message) ->
          blame(reason, message, conditions, events);
      case Outcome.Rejected(String reason, String message) ->
          blame(reason, message, conditions, events);
      case Outcome.Done done -> clear(observed, conditions);
      case Outcome.LookAgain lookAgain -> clear(observed, conditions);
      case Outcome.RetryAfter retryAfter -> {}
      case Outcome.Stale stale -> {}
      case Outcome.Abandoned abandoned -> {}
    }
    Optional<Frame> desired =
        conclusion
            .report()
            .status()
            .map(status -> desired(kube.toJson(status), primary.metadata().generation()));
    return new Words(frame(observed), desired, conditions, events);
  }

  /** The words as an intent, to be written within this time. */
  StatusIntent intent(Words words, ObservedObject primary, Duration within, TraceContext trace) {
    return new StatusIntent(
        token,
        worker,
        primary.ref(),
        declaration.primary().kind(),
        primary.metadata().uid(),
        primary.resourceVersion(),
        primary.metadata().generation(),
        words.observed(),
        words.desired(),
        words.conditions(),
        words.events(),
        within.toMillis(),
        trace);
  }

  private void blame(
      String reason, String message, List<Condition> conditions, List<Event> events) {
    conditions.removeIf(stated -> stated.type().equals(declaration.readyCondition()));
    conditions.add(Condition.of(declaration.readyCondition()).isFalse(word(reason), message));
    events.add(Event.warning(shortWord(reason), message));
  }

  private void clear(JsonNode observed, List<Condition> conditions) {
    String ready = declaration.readyCondition();
    if (conditions.stream().anyMatch(stated -> stated.type().equals(ready))) {
      return;
    }
    for (JsonNode condition : observed.path("conditions")) {
      if (condition.path("type").asText().equals(ready)
          && condition.path("status").asText().equals(Condition.Status.FALSE.toString())) {
        conditions.add(Condition.of(ready).isTrue("Reconciled", "The last attempt succeeded"));
      }
    }
  }

  private static Frame desired(ObjectNode status, long generation) {
    if (status.has("observedGeneration")) {
      status.put("observedGeneration", generation);
    }
    status.remove("conditions");
    Manifests.prune(status);
    return frame(status);
  }

  /** A reason as the schema of conditions wants it, whatever a reconciler made of it. */
  private static String word(String reason) {
    String word = reason.replaceAll("[^A-Za-z0-9_]", "").replaceFirst("^[^A-Za-z]+", "");
    return word.isEmpty() ? "ReconcileError" : word;
  }

  private static String shortWord(String reason) {
    String word = word(reason);
    return word.length() <= EVENT_REASON_MAX ? word : word.substring(0, EVENT_REASON_MAX);
  }

  private static JsonNode status(ObservedObject primary) {
    try {
      JsonNode status = JSON.readTree(primary.frame().json()).path("status");
      return status.isObject() ? status : JsonNodeFactory.instance.objectNode();
    } catch (IOException noJson) {
      throw new IllegalArgumentException(primary.ref() + " is no JSON", noJson);
    }
  }

  private static Frame frame(JsonNode json) {
    return Frame.ofJson(json.toString().getBytes(StandardCharsets.UTF_8));
  }
}
