package dev.fairlead.watcher.explain;

import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.dispatch.HoldEntry;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.controller.Annotations;
import dev.fairlead.watcher.informer.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds why a primary is as it is. Of several causes the first in {@link #ORDER} is told: what
 * keeps everything from moving, then what the last attempt met with (also while it is tried again),
 * then what the key waits for, then what the object shows.
 */
public final class Diagnosis {

  private static final List<Function<Diagnosis, Optional<Cause>>> ORDER =
      List.of(
          Diagnosis::paused,
          Diagnosis::notSynced,
          Diagnosis::notOwned,
          Diagnosis::noRoom,
          Diagnosis::lastAttempt,
          Diagnosis::held,
          Diagnosis::running,
          Diagnosis::due,
          Diagnosis::childNotReady,
          Diagnosis::retryAfter,
          Diagnosis::deleting,
          Diagnosis::notReady);

  private final Evidence evidence;
  private final KeyView key;

  private Diagnosis(Evidence evidence) {
    this.evidence = evidence;
    this.key = evidence.key();
  }

  /** The cause that is told. Blocks only on {@link Rivals}, and only if there is a conflict. */
  public static Cause of(Evidence evidence) {
    Diagnosis diagnosis = new Diagnosis(evidence);
    return ORDER.stream()
        .flatMap(look -> look.apply(diagnosis).stream())
        .findFirst()
        .orElseGet(diagnosis::asDesired);
  }

  private Optional<Cause> paused() {
    if (evidence.paused()) {
      return Optional.of(
          new Waiting.Paused("annotation " + Annotations.PAUSED, "the annotation is taken off"));
    }
    return evidence.dispatcher().paused() || key.phase() == Phase.PAUSED
        ? Optional.of(
            new Waiting.Paused(
                "controller " + evidence.controller() + " as a whole", "it is resumed"))
        : Optional.empty();
  }

  private Optional<Cause> notSynced() {
    if (evidence.synced()) {
      return Optional.empty();
    }
    List<String> sentences = grave().map(Problem::sentence).toList();
    return Optional.of(
        grave()
            .findFirst()
            .map(problem -> unreadable(problem, sentences))
            .orElseGet(Waiting.NotSynced::new));
  }

  private Stream<Problem> grave() {
    return evidence.problems().stream()
        .filter(problem -> !(problem instanceof Problem.Undecodable));
  }

  private static Cause unreadable(Problem problem, List<String> all) {
    String sentence = problem.sentence();
    return switch (problem) {
      case Problem.KindMissing(_), Problem.NotServed(_), Problem.NotWatchable(_) ->
          new Refusal.KindAbsent(sentence, all);
      case Problem.CodeMissing _ -> new Refusal.CodeMissing(sentence, all);
      case Problem.Forbidden _ -> new Refusal.MissingPermission(sentence, all);
      case Problem.Unreachable(_) -> new Refusal.ApiServerUnreachable(sentence, all);
      case Problem.Refused(_, int code, String message) when code == 429 ->
          new Refusal.Throttled(message, "its lists and watches are tried again");
      case Problem.Refused _, Problem.Undecodable _ -> new Refusal.ApiServerRefused(sentence, all);
    };
  }

  private Optional<Cause> notOwned() {
    return evidence.owned()
        ? Optional.empty()
        : Optional.of(
            new Waiting.WaitingForOwner(evidence.partition().toString(), evidence.unowned()));
  }

  private Optional<Cause> noRoom() {
    if (key.phase() != Phase.DUE) {
      return Optional.empty();
    }
    if (evidence.dispatcher().workers().isEmpty()) {
      return Optional.of(new Waiting.NoWorker(evidence.controller(), waited()));
    }
    return taken() >= evidence.dispatcher().credit()
        ? Optional.of(waitingForCredit())
        : evidence.dispatcher().limitedBy().map(this::waitingForRate);
  }

  private Cause waitingForRate(RateLimit rate) {
    return new Waiting.WaitingForRate(
        "controllers." + evidence.controller() + ".rate.qps",
        evidence.partition().toString(),
        Words.number(rate.qps()),
        evidence.dispatcher().counts().getOrDefault(Phase.DUE, 1),
        waited(),
        because());
  }

  private Optional<Cause> lastAttempt() {
    return key.last().flatMap(last -> new LastAttempt(last.finished(), evidence).cause(next()));
  }

  private Optional<Cause> held() {
    return key.phase() == Phase.HELD
        ? Optional.of(new Waiting.HeldForOwnWrite(holds()))
        : Optional.empty();
  }

  private List<String> holds() {
    return key.holds().stream().map(HoldEntry::waitsFor).toList();
  }

  private Optional<Cause> running() {
    return key.phase() == Phase.RUNNING
        ? Optional.of(
            new Waiting.Running(
                key.worker().map(Object::toString).orElse("a worker"),
                attempt(),
                waited(),
                because()))
        : Optional.empty();
  }

  private Optional<Cause> due() {
    return key.phase() == Phase.DUE ? Optional.of(waitingForCredit()) : Optional.empty();
  }

  private Cause waitingForCredit() {
    return new Waiting.WaitingForCredit(
        taken(), evidence.dispatcher().credit(), waited(), because());
  }

  private int taken() {
    return evidence.dispatcher().workers().stream()
        .mapToInt(DispatcherView.WorkerView::inFlight)
        .sum();
  }

  /** Of what is being deleted nothing needs to be ready. */
  private Optional<Cause> childNotReady() {
    if (evidence.deleting()) {
      return Optional.empty();
    }
    List<ChildState> sick =
        evidence.children().stream()
            .filter(child -> child.readiness().ready().equals(Optional.of(false)))
            .toList();
    return sick.isEmpty()
        ? Optional.empty()
        : Optional.of(new Showing.ChildNotReady(sick.getFirst(), sick.size() - 1));
  }

  private Optional<Cause> retryAfter() {
    return key.phase() == Phase.DELAYED
            && key.last().map(last -> last.finished().outcome()).orElse(null)
                instanceof Outcome.RetryAfter(_, String reason)
        ? Optional.of(new Shortfall.RetryAfter(reason, in()))
        : Optional.empty();
  }

  private Optional<Cause> deleting() {
    return evidence.deleting()
        ? Optional.of(new Showing.Deleting(evidence.finalizers()))
        : Optional.empty();
  }

  private Optional<Cause> notReady() {
    Readiness readiness = evidence.readiness();
    return readiness.ready().equals(Optional.of(false))
        ? Optional.of(new Showing.NotReady(readiness.why()))
        : Optional.empty();
  }

  private Cause asDesired() {
    return new Showing.AsDesired(
        key.last()
            .map(last ->
                "All is as desired: "
                    + evidence.kind()
                    + " was reconciled "
                    + Words.duration(evidence.nowMillis() - last.atMillis())
                    + " ago and nothing has changed since")
            .orElse("All is well: nothing is due"));
  }

  /** What comes after an attempt that did not do. */
  private String next() {
    String again =
        switch (key.phase()) {
          case DELAYED -> "is tried again" + in();
          case RUNNING -> "is being tried again";
          case DUE -> "is about to be tried again";
          case HELD ->
              "waits for " + holds().stream().findFirst().orElse("the cache to show what it wrote");
          case IDLE, PAUSED -> "is tried again when the object changes";
        };
    return switch (key.failures()) {
      case 0 -> "it " + again;
      case 1 -> "it has failed once and " + again;
      default -> "it has failed " + key.failures() + " times in a row and " + again;
    };
  }

  private String in() {
    return key.untilMillis().isPresent()
        ? " in " + Words.duration(key.untilMillis().getAsLong() - evidence.nowMillis())
        : " later";
  }

  private long attempt() {
    return key.token().map(token -> token.attempt()).orElse(0L);
  }

  private String waited() {
    return Words.duration(evidence.waitedMillis());
  }

  private String because() {
    return key.reasons().isEmpty()
        ? ""
        : " because of "
            + key.reasons().stream().map(Reason::toString).collect(Collectors.joining(", "));
  }
}
