package dev.fairlead.watcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.dispatch.HoldEntry;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.watcher.controller.Annotations;
import dev.fairlead.watcher.controller.Child;
import dev.fairlead.watcher.informer.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds why a primary is as it is. The first cause that applies is told, those that keep everything
 * from moving before those of one object.
 */
final class Diagnosis {

  private final ObjectFacts facts;
  private final ControllerFacts controller;
  private final KeyView key;
  private final String kind;

  private Diagnosis(ObjectFacts facts) {
    this.facts = facts;
    this.controller = facts.controller();
    this.key = facts.key();
    this.kind = controller.declaration().primary().kind().kind();
  }

  static Finding of(ObjectFacts facts, JsonNode object) {
    Diagnosis diagnosis = new Diagnosis(facts);
    return diagnosis
        .paused()
        .or(diagnosis::notSynced)
        .or(diagnosis::notOwned)
        .or(diagnosis::byPhase)
        .or(diagnosis::childNotReady)
        .or(() -> diagnosis.notReady(object))
        .orElseGet(diagnosis::well);
  }

  private Optional<Finding> paused() {
    if (Annotations.paused(facts.object().metadata())) {
      return Optional.of(
          Finding.blocked(
              "paused",
              "Paused by its annotation "
                  + Annotations.PAUSED
                  + ": nothing is done until the annotation is taken off",
              "the annotation to be taken off",
              "annotation " + Annotations.PAUSED));
    }
    return facts.partition().dispatcher().paused()
        ? Optional.of(
            Finding.blocked(
                "paused",
                "Controller " + controller.declaration().controller() + " is paused",
                "the controller to be resumed",
                "controller " + controller.declaration().controller()))
        : Optional.empty();
  }

  private Optional<Finding> notSynced() {
    if (controller.synced()) {
      return Optional.empty();
    }
    List<Problem> grave =
        controller.problems().stream()
            .filter(problem -> !(problem instanceof Problem.Undecodable))
            .toList();
    if (grave.isEmpty()) {
      return Optional.of(
          Finding.of(
              "notSynced",
              "The cache is not complete yet: nothing is reconciled before every declared kind has"
                  + " been listed",
              "the first lists"));
    }
    Problem first = grave.getFirst();
    return Optional.of(
        new Finding(
            cause(first),
            capital(first.sentence()),
            "every declared kind to be readable",
            grave.stream().map(Problem::sentence).toList()));
  }

  private Optional<Finding> notOwned() {
    return facts.partition().owned()
        ? Optional.empty()
        : Optional.of(
            Finding.blocked(
                "noOwner",
                "No watcher owns partition "
                    + facts.partition().ownership().partition()
                    + " at this moment: whoever takes over looks at it first of all",
                "a watcher to own the partition",
                "Lease " + facts.partition().ownership().partition()));
  }

  private static String cause(Problem problem) {
    return switch (problem) {
      case Problem.KindMissing(_), Problem.NotServed(_), Problem.NotWatchable(_) -> "kindMissing";
      case Problem.Forbidden(_, _, _) -> "missingPermission";
      case Problem.Refused(_, _, _) -> "refused";
      case Problem.Unreachable(_) -> "unreachable";
      case Problem.Undecodable(_, _) -> "undecodable";
    };
  }

  private Optional<Finding> byPhase() {
    return switch (key.phase()) {
      case RUNNING -> Optional.of(running());
      case HELD -> Optional.of(held());
      case DUE -> Optional.of(due());
      case DELAYED -> delayed();
      case IDLE -> rejected();
      case PAUSED ->
          Optional.of(Finding.of("paused", "It is asked to be left alone", "it to be resumed"));
    };
  }

  private Finding running() {
    String worker = key.worker().map(Object::toString).orElse("a worker");
    return Finding.of(
        "running",
        "Being reconciled on "
            + worker
            + " for "
            + Words.duration(waitedMillis())
            + because(" because of "),
        "attempt " + facts.attempt() + " to end");
  }

  private Finding held() {
    List<String> holds = key.holds().stream().map(HoldEntry::waitsFor).toList();
    boolean conflict = key.holds().stream().anyMatch(HoldEntry.OtherVersion.class::isInstance);
    String what = holds.isEmpty() ? "the cache to show what it wrote" : holds.getFirst();
    return new Finding(
        conflict ? "conflict" : "held",
        conflict
            ? "Conflict: an object was changed by somebody else while it was reconciled; it waits"
                + " for "
                + what
            : "Held for its own write: it waits for " + what,
        what,
        holds);
  }

  private Finding due() {
    DispatcherView dispatcher = facts.partition().dispatcher();
    String waited = Words.duration(waitedMillis());
    if (dispatcher.workers().isEmpty()) {
      return Finding.blocked(
          "noWorker",
          "No worker: no process runs controller "
              + controller.declaration().controller()
              + ", so it has been waiting for "
              + waited,
          "a worker",
          "no worker");
    }
    int taken = dispatcher.workers().stream().mapToInt(DispatcherView.WorkerView::inFlight).sum();
    return Finding.of(
        "waitingForCredit",
        "Waiting for a free worker: "
            + taken
            + " of "
            + dispatcher.credit()
            + " slots are taken; it has been due for "
            + waited
            + because(" because of "),
        "a free slot");
  }

  private Optional<Finding> delayed() {
    String in =
        key.untilMillis().isPresent()
            ? " in " + Words.duration(key.untilMillis().getAsLong() - controller.nowMillis())
            : " later";
    Optional<Outcome> outcome = key.last().map(last -> last.finished().outcome());
    if (outcome.orElse(null) instanceof Outcome.Failed(String reason, String message)) {
      return Optional.of(
          new Finding(
              specific(reason).orElse("backoff"),
              reason
                  + ": "
                  + message
                  + "; "
                  + (key.failures() == 1
                      ? "it has failed once"
                      : "it has failed " + key.failures() + " times in a row")
                  + " and is tried again"
                  + in,
              "the next attempt",
              specific(reason).map(_ -> List.of(message)).orElse(List.of())));
    }
    if (outcome.orElse(null) instanceof Outcome.Stale(var conflict, _)) {
      return Optional.of(
          Finding.blocked(
              "conflict",
              "Conflict: "
                  + conflict
                  + " was changed by somebody else while it was reconciled; it is tried again"
                  + in,
              "the next attempt",
              conflict.toString()));
    }
    if (outcome.orElse(null) instanceof Outcome.RetryAfter(_, String reason)) {
      return childNotReady()
          .or(() ->
              Optional.of(
                  Finding.of(
                      "waiting",
                      (reason.isEmpty() ? "Not complete yet" : capital(reason))
                          + "; it is looked at again"
                          + in,
                      "the next attempt")));
    }
    return Optional.empty();
  }

  private Optional<Finding> rejected() {
    if (key.last().map(last -> last.finished().outcome()).orElse(null)
        instanceof Outcome.Rejected(String reason, String message)) {
      return Optional.of(
          new Finding(
              specific(reason).orElse("rejected"),
              reason + ": " + message + "; it is tried again when the object changes",
              "a change of the object",
              specific(reason).map(_ -> List.of(message)).orElse(List.of())));
    }
    return Optional.empty();
  }

  /** Reasons of Fairlead's own that are a cause of their own. */
  private static Optional<String> specific(String reason) {
    return switch (reason) {
      case "ControlledByAnother" -> Optional.of("controlledByAnother");
      case "Forbidden" -> Optional.of("missingPermission");
      default -> Optional.empty();
    };
  }

  private Optional<Finding> childNotReady() {
    for (Child child : facts.children()) {
      Readiness readiness = ObjectViews.readiness(child);
      if (readiness.ready().equals(Optional.of(false))) {
        return Optional.of(
            Finding.blocked(
                "childNotReady",
                child + " is not ready: " + readiness.why(),
                child + " to become ready",
                child.toString()));
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> notReady(JsonNode object) {
    if (facts.object().metadata().deleting()) {
      return Optional.of(
          Finding.of(
              "deleting",
              "Being deleted: it is there until all its finalizers are taken off",
              "its finalizers"));
    }
    Readiness readiness = Readiness.ofPrimary(controller.declaration().readyCondition(), object);
    return readiness.ready().equals(Optional.of(false))
        ? Optional.of(
            Finding.of("notReady", "Not ready by its own status: " + readiness.why(), "its status"))
        : Optional.empty();
  }

  private Finding well() {
    return Finding.of(
        "well",
        key.last()
            .map(last ->
                "All is as desired: "
                    + kind
                    + " was reconciled "
                    + Words.duration(controller.nowMillis() - last.atMillis())
                    + " ago and nothing has changed since")
            .orElse("All is well: nothing is due"),
        "");
  }

  private String because(String words) {
    return key.reasons().isEmpty()
        ? ""
        : words + key.reasons().stream().map(Reason::toString).collect(Collectors.joining(", "));
  }

  private long waitedMillis() {
    return waitedMillis(facts);
  }

  /** For how long the key has been in its phase; 0 where it is idle. */
  static long waitedMillis(ObjectFacts facts) {
    return facts.key().sinceMillis().isPresent()
        ? Math.max(0, facts.controller().nowMillis() - facts.key().sinceMillis().getAsLong())
        : 0;
  }

  private static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
