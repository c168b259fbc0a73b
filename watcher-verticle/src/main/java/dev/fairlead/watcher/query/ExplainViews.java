package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.query.ExplainView;
import java.util.List;

/** Makes the explanations of primaries. */
final class ExplainViews {

  private ExplainViews() {}

  static ExplainView of(ObjectFacts facts) {
    JsonNode object = Json.decode(facts.object().frame());
    Finding finding = Diagnosis.of(facts, object);
    ControllerFacts controller = facts.controller();
    return new ExplainView(
        finding.summary(),
        finding.cause(),
        facts.key().phase(),
        Readiness.ofPrimary(controller.declaration().readyCondition(), object).ready(),
        Diagnosis.waitedMillis(facts),
        finding.waitingFor(),
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
        finding.blockedBy(),
        facts.key().last().flatMap(last -> Words.error(last.finished().outcome())),
        ObjectViews.nextAttemptAt(facts),
        facts.traceId());
  }
}
