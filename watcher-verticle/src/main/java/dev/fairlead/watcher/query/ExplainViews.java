package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.controller.Annotations;
import dev.fairlead.watcher.explain.Cause;
import dev.fairlead.watcher.explain.Diagnosis;
import dev.fairlead.watcher.explain.Evidence;
import dev.fairlead.watcher.explain.Rivals;
import dev.fairlead.watcher.explain.Words;
import java.util.List;

/** Makes the explanations of primaries. */
final class ExplainViews {

  private ExplainViews() {}

  /** May block, see {@link Rivals}. */
  static ExplainView of(ObjectFacts facts, Rivals rivals) {
    Evidence evidence = evidence(facts, rivals);
    Cause cause = Diagnosis.of(evidence);
    return new ExplainView(
        cause.sentence(),
        cause.word(),
        facts.key().phase(),
        evidence.readiness().ready(),
        evidence.waitedMillis(),
        cause.waitingFor(),
        facts.key().reasons().stream().map(Reason::toString).toList(),
        facts.partition().ownership().owner().id(),
        facts.partition().ownership().epoch(),
        facts.attempt(),
        facts.key().worker().map(Incarnation::id),
        facts
            .key()
            .last()
            .map(last -> last.finished().writes().stream().map(Words::write).toList())
            .orElse(List.of()),
        cause.blockedBy(),
        facts.key().last().flatMap(last -> Words.error(last.finished().outcome())),
        ObjectViews.nextAttemptAt(facts),
        facts.traceId());
  }

  private static Evidence evidence(ObjectFacts facts, Rivals rivals) {
    ControllerFacts controller = facts.controller();
    PartitionFacts partition = facts.partition();
    JsonNode object = Json.decode(facts.object().frame());
    return new Evidence(
        controller.declaration().controller(),
        controller.declaration().nameOf(controller.declaration().primary().kind()),
        Annotations.paused(facts.object().metadata()),
        facts.object().metadata().deleting(),
        Json.texts(object.path("metadata").path("finalizers")),
        Readiness.ofPrimary(controller.declaration().readyCondition(), object),
        controller.synced(),
        controller.problems(),
        partition.ownership().partition(),
        partition.owned(),
        controller.unowned(),
        partition.dispatcher(),
        facts.key(),
        facts.children().stream().map(ObjectViews::state).toList(),
        controller.nowMillis(),
        rivals);
  }
}
