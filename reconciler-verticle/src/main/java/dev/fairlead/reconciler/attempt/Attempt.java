package dev.fairlead.reconciler.attempt;

import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusOutcome;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.reconciler.journal.JournalEntry;
import dev.fairlead.reconciler.journal.Moment;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.work.Execution;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.reconciler.write.DryRun;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.reconciler.write.Ledger;
import dev.fairlead.sdk.ControllerDefinition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One attempt at one primary. It runs on one virtual thread and the user's code on another; the end
 * of the attempt is the end of both. What an attempt needs for telling how it went is kept back
 * from its deadline, so that an object says it when its reconciler hangs.
 */
final class Attempt<P extends HasMetadata> implements Execution {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  /** The gate closes one write timeout before the deadline; a second more is for the way. */
  private static final Duration TELLING = Duration.ofSeconds(3);

  private static final int USER_SHARE = 4;

  private final ControllerDefinition<P> definition;
  private final Assign assign;
  private final Gate gate;
  private final ReconcileMetrics metrics;
  private final Surroundings around;
  private final Ledger ledger = new Ledger();
  private final Duration userDeadline;

  private volatile TraceContext trace;
  private volatile boolean cancelled;
  private volatile String why = "";
  private volatile @Nullable Thread thread;

  Attempt(
      ControllerDefinition<P> definition,
      Assign assign,
      Gate gate,
      ReconcileMetrics metrics,
      Surroundings around) {
    this.definition = definition;
    this.assign = assign;
    this.gate = gate;
    this.metrics = metrics;
    this.around = around;
    this.trace = assign.trace();
    Duration deadline = Duration.ofMillis(assign.deadlineMillis());
    Duration share = deadline.dividedBy(USER_SHARE);
    Duration rest = deadline.minus(TELLING);
    this.userDeadline = rest.compareTo(share) > 0 ? rest : share;
  }

  @Override
  public void cancel(String reason) {
    why = reason;
    cancelled = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public Written soFar() {
    return new Written(ledger.entries(), trace);
  }

  @Override
  public End run() {
    thread = Thread.currentThread();
    around.journal().write(new JournalEntry.Started(assign.token(), Moment.now(), assign.owner()));
    try (TraceSpan span =
        around.spans().processing("reconcile " + definition.name(), assign.trace())) {
      trace = span.context();
      MDC.setContextMap(LogFields.of(assign.token(), trace));
      Outcome outcome = outcome();
      mark(span, outcome);
      around
          .journal()
          .write(new JournalEntry.Ended(assign.token(), Moment.now(), outcome, ledger.entries()));
      return new End(outcome, soFar(), ledger.waits());
    } finally {
      MDC.clear();
    }
  }

  private Outcome outcome() {
    try {
      return switch (around.snapshots().complete(assign)) {
        case RemoteSnapshots.Completed.Here(Snapshot snapshot) ->
            snapshot
                .primary()
                .map(primary -> attempt(primary, snapshot))
                .orElseGet(Outcome.Done::new);
        case RemoteSnapshots.Completed.Missing(String cause) -> {
          Outcome failed = new Outcome.Failed("SnapshotUnavailable", cause);
          log(failed);
          yield failed;
        }
      };
    } catch (InterruptedException interrupted) {
      return new Outcome.Abandoned(why);
    }
  }

  private Outcome attempt(ObservedObject primary, Snapshot snapshot) {
    String manager = "fairlead." + definition.name();
    Optional<DryRun> dryRun =
        "true".equals(primary.metadata().annotations().get(DryRun.ANNOTATION))
            ? Optional.of(new DryRun())
            : Optional.empty();
    GatedWriter gated =
        new GatedWriter(
            assign.token(),
            gate,
            around.journal(),
            around.kube().writer(),
            around.spans(),
            trace,
            ledger,
            dryRun);
    AttemptPools pools =
        new AttemptPools(
            definition.pools(), around.pools(), around.self().id(), assign.token(), userDeadline);
    AttemptContext context =
        new AttemptContext(
            definition,
            around,
            assign,
            around.clock().instant().plus(userDeadline),
            trace,
            () -> cancelled,
            pools,
            dryRun.isPresent(),
            new AttemptWrites(around.kube(), around.decoder(), gated, manager));
    Reconciliation<P> reconciliation =
        new Reconciliation<>(
            definition, around, metrics, context, gated, userDeadline, manager, primary);
    try {
      if (cancelled) {
        return new Outcome.Abandoned(why);
      }
      Conclusion conclusion = reconciliation.conclude(snapshot);
      log(conclusion.outcome());
      return conclusion.tell()
          ? tell(reconciliation.primary(), conclusion, gated)
          : conclusion.outcome();
    } catch (GateClosedException closed) {
      return closed.why() == GateDecision.Why.DEADLINE_PASSED
          ? new Outcome.Failed("DeadlineExceeded", String.valueOf(closed.getMessage()))
          : new Outcome.Abandoned(String.valueOf(closed.getMessage()));
    } catch (InterruptedException interrupted) {
      return new Outcome.Abandoned(why);
    } finally {
      reconciliation.awaitEnd();
      pools.close();
    }
  }

  /** Says it, and takes what comes of that into the outcome. */
  private Outcome tell(ObservedObject primary, Conclusion conclusion, GatedWriter gated)
      throws GateClosedException, InterruptedException {
    Telling telling = new Telling(definition.declaration(), assign.token(), around.self());
    Telling.Words words = telling.words(around.kube(), primary, conclusion);
    if (words.isNothing()) {
      return conclusion.outcome();
    }
    try (TraceSpan span = around.spans().child("status", trace)) {
      Duration within = gated.pass("patch", primary.ref(), "status", span.context());
      StatusIntent intent = telling.intent(words, primary, within, span.context());
      StatusReply reply = span.within(() -> ask(intent));
      span.set("fairlead.answer", reply.getClass().getSimpleName());
      StatusOutcome told = StatusOutcome.of(primary.ref(), conclusion.outcome(), reply);
      told.write().ifPresent(ledger::add);
      return told.outcome();
    }
  }

  private StatusReply ask(StatusIntent intent) throws InterruptedException {
    try {
      return around.status().ask(intent);
    } catch (InterruptedException interrupted) {
      ledger.add(new WriteEntry.Unanswered(intent.primary(), "patch"));
      throw interrupted;
    }
  }

  private static void log(Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed(String reason, String message) -> LOG.warn("{}: {}", reason, message);
      case Outcome.Rejected(String reason, String message) -> LOG.warn("{}: {}", reason, message);
      case Outcome other -> LOG.debug("{}", other);
    }
  }

  private void mark(TraceSpan span, Outcome outcome) {
    span.about(assign.token())
        .set("messaging.system", "vertx-eventbus")
        .set("messaging.operation.name", "process")
        .set("messaging.operation.type", "process")
        .set("messaging.destination.template", "fairlead.{mesh}.{process}.reconciler")
        .outcome(outcome);
  }
}
