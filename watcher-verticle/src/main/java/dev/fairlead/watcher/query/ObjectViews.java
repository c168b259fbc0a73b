package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.query.ChildView;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.controller.Child;
import dev.fairlead.watcher.explain.ChildState;
import dev.fairlead.watcher.explain.Words;
import java.time.Instant;
import java.util.Optional;

/** Makes the views of primaries. */
final class ObjectViews {

  private ObjectViews() {}

  static ObjectView of(ObjectFacts facts) {
    ControllerFacts controller = facts.controller();
    Metadata metadata = facts.object().metadata();
    JsonNode object = Json.state(facts.object());
    return new ObjectView(
        controller.declaration().controller(),
        metadata.name().namespace(),
        metadata.name().name(),
        metadata.uid(),
        metadata.resourceVersion().value(),
        metadata.generation(),
        Json.observedGeneration(object),
        facts.key().phase(),
        Readiness.ofPrimary(controller.declaration().readyCondition(), object).ready(),
        Json.conditions(object),
        facts.key().reasons().stream().map(Reason::toString).toList(),
        facts.partition().ownership().owner().id(),
        facts.partition().ownership().epoch(),
        facts.attempt(),
        facts.key().worker().map(Incarnation::id),
        facts.key().last().map(last -> Words.outcome(last.finished().outcome())),
        facts.key().last().flatMap(last -> Words.error(last.finished().outcome())),
        facts.key().last().map(last -> last.finished().durationMillis()),
        facts.key().last().map(last -> controller.at(last.atMillis())),
        nextAttemptAt(facts),
        facts.traceId(),
        facts.children().stream().map(ObjectViews::child).toList());
  }

  /** When a key that waits for a time is due. */
  static Optional<Instant> nextAttemptAt(ObjectFacts facts) {
    return facts.key().phase() == Phase.DELAYED && facts.key().untilMillis().isPresent()
        ? Optional.of(facts.controller().at(facts.key().untilMillis().getAsLong()))
        : Optional.empty();
  }

  private static ChildView child(Child child) {
    return new ChildView(
        child.kind().apiVersion(),
        child.kind().kind(),
        child.object().name().namespace(),
        child.object().name().name(),
        state(child).readiness().ready());
  }

  /** Whether a child is ready, and why not. */
  static ChildState state(Child child) {
    return new ChildState(
        child.called(),
        child.object().name(),
        Readiness.ofChild(
            child.kind().group(), child.kind().kind(), Json.decode(child.object().frame())));
  }
}
