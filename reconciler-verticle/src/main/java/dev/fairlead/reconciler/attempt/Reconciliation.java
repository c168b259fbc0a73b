package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.mapping.DiscoveryException;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.reconciler.metrics.ReconcileMetrics;
import dev.fairlead.reconciler.plan.Manifest;
import dev.fairlead.reconciler.write.Finalizers;
import dev.fairlead.reconciler.write.GateClosedException;
import dev.fairlead.reconciler.write.GatedWriter;
import dev.fairlead.sdk.Cleanup;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Deletion;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.LookupException;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.PoolException;
import dev.fairlead.sdk.PoolExhaustedException;
import dev.fairlead.sdk.Problem;
import dev.fairlead.sdk.Report;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.RevokedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a snapshot to a conclusion: decode, call the user's code, write what differs. */
final class Reconciliation<P extends HasMetadata> {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  /** Attempts that wait for a permit come back at different times. */
  private static final long POOL_PAUSE_MILLIS = 500;

  /** The garbage collector's finalizer on an object whose dependents are to stay. */
  private static final String ORPHAN = "orphan";

  private final ControllerDefinition<P> definition;
  private final Surroundings around;
  private final ReconcileMetrics metrics;
  private final AttemptContext context;
  private final GatedWriter gated;
  private final Duration userDeadline;
  private final String manager;
  private ObservedObject primary;
  private Optional<UserCode<?>> called = Optional.empty();

  Reconciliation(
      ControllerDefinition<P> definition,
      Surroundings around,
      ReconcileMetrics metrics,
      AttemptContext context,
      GatedWriter gated,
      Duration userDeadline,
      String manager,
      ObservedObject primary) {
    this.definition = definition;
    this.around = around;
    this.metrics = metrics;
    this.context = context;
    this.gated = gated;
    this.userDeadline = userDeadline;
    this.manager = manager;
    this.primary = primary;
  }

  /** The primary in its last known state. */
  ObservedObject primary() {
    return primary;
  }

  /** Runs to the conclusion; the user's code may still run after it, see {@link #awaitEnd}. */
  Conclusion conclude(Snapshot given) throws GateClosedException, InterruptedException {
    Kinds kinds;
    Observed<P> observed;
    Snapshot snapshot;
    try {
      snapshot = around.live().complete(given);
      kinds = new Kinds(around.kube().restMapper(), definition.declaration());
      observed = decode(snapshot, kinds);
    } catch (DiscoveryException unknown) {
      return Conclusion.failed("DiscoveryFailed", String.valueOf(unknown.getMessage()));
    } catch (LiveObjects.UnreadException unread) {
      return Conclusion.failed("SnapshotUnavailable", unread.explanation());
    } catch (Decoder.UndecodableException unreadable) {
      LOG.warn("{}", unreadable.explanation());
      return Conclusion.rejected("Undecodable", unreadable.explanation());
    }
    if (primary.metadata().deleting()) {
      return hasFinalizer() ? end(observed, snapshot) : Conclusion.silent(new Outcome.Done());
    }
    if (definition.finalizer().isPresent() && !hasFinalizer() && gated.dryRun().isEmpty()) {
      Optional<Outcome> refused = addFinalizer();
      if (refused.isPresent()) {
        return Conclusion.of(refused.get(), Report.NOTHING);
      }
    }
    return tried(reconcile(observed, kinds, snapshot));
  }

  private Conclusion reconcile(Observed<P> observed, Kinds kinds, Snapshot snapshot)
      throws GateClosedException, InterruptedException {
    return switch (call(
        "reconcile",
        definition.reconciler(),
        () -> definition.reconciler().reconcile(observed, context))) {
      case UserCode.Ending.Returned<? extends Result>(Result result) ->
          realise(observed.primary(), result, kinds, snapshot);
      case UserCode.Ending.Threw<? extends Result>(Throwable failure) -> threw(failure);
      case UserCode.Ending.Late<? extends Result>() -> late();
    };
  }

  /** Waits until the user's code is back. */
  void awaitEnd() {
    called.ifPresent(UserCode::awaitEnd);
  }

  private Observed<P> decode(Snapshot snapshot, Kinds kinds) throws Decoder.UndecodableException {
    try (TraceSpan span = around.spans().child("decode", context.trace())) {
      span.set("fairlead.objects", 1L + snapshot.children().size() + snapshot.reads().size());
      return Observed.of(
          definition,
          around.decoder().primary(definition, primary),
          related(snapshot.children(), kinds),
          related(snapshot.reads(), kinds));
    }
  }

  private List<HasMetadata> related(List<ObservedObject> objects, Kinds kinds)
      throws Decoder.UndecodableException {
    List<HasMetadata> decoded = new ArrayList<>();
    for (ObservedObject object : objects) {
      Optional<GroupVersionKind> kind = kinds.kind(object.resource());
      if (kind.isPresent()) {
        decoded.add(around.decoder().related(definition, kind.get(), object));
      }
    }
    return decoded;
  }

  private <R> UserCode.Ending<R> call(String name, Object of, Callable<R> code)
      throws InterruptedException {
    Class<?> type = of.getClass();
    try (TraceSpan span =
        around.spans().child(type.getSimpleName() + "." + name, context.trace())) {
      span.set("code.function.name", type.getName() + "." + name);
      UserCode<R> call =
          new UserCode<>(
              name + " " + context.name(), context.logFields(), () -> span.within(code::call));
      called = Optional.of(call);
      UserCode.Ending<R> ending = call.call(userDeadline);
      switch (ending) {
        case UserCode.Ending.Returned<R> returned -> {}
        case UserCode.Ending.Threw<R>(Throwable failure) -> span.failed(failure);
        case UserCode.Ending.Late<R> late ->
            span.set("error.type", "DeadlineExceeded").failed("did not return in time");
      }
      return ending;
    }
  }

  private Conclusion realise(P typed, Result result, Kinds kinds, Snapshot snapshot)
      throws GateClosedException, InterruptedException {
    List<Problem> problems = definition.problems(typed, result);
    if (!problems.isEmpty()) {
      return Conclusion.rejected(
          problems.getFirst().reason(),
          problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
    }
    return switch (result) {
      case Desired desired -> converge(desired, kinds, snapshot);
      case dev.fairlead.sdk.Outcome outcome -> Conclusion.of(outcome);
    };
  }

  private Conclusion converge(Desired desired, Kinds kinds, Snapshot snapshot)
      throws GateClosedException, InterruptedException {
    List<Manifest> manifests;
    try {
      manifests =
          new Manifests(around.kube(), primary, definition.declaration().primary().kind())
              .of(desired, kinds, new ChildReadiness(around.decoder()));
    } catch (Kinds.UnservedException unserved) {
      return Conclusion.failed("KindNotServed", unserved.explanation());
    }
    Children children = children();
    Optional<Outcome> refused = children.converge(manifests, snapshot.children());
    if (refused.isPresent()) {
      return Conclusion.of(refused.get(), desired.report());
    }
    if (!children.waits().isEmpty()) {
      return waiting(children.waits(), desired);
    }
    return Conclusion.of(
        desired
            .lookAgain()
            .<Outcome>map(delay -> new Outcome.LookAgain(delay.toMillis()))
            .orElseGet(Outcome.Done::new),
        desired.report());
  }

  private Children children() {
    return new Children(gated, manager, primary.metadata().uid(), context.failures());
  }

  /** The ready condition says it too, unless the reconciler says something of it. */
  private Conclusion waiting(Waits waits, Desired desired) {
    String ready = definition.declaration().readyCondition();
    Desired told =
        desired.report().conditions().stream().anyMatch(it -> it.type().equals(ready))
            ? desired
            : desired.condition(
                Condition.of(ready).isFalse("WaitingForChildren", waits.steadily()));
    Duration resync = definition.declaration().resync();
    Duration delay = desired.lookAgain().filter(it -> it.compareTo(resync) < 0).orElse(resync);
    return Conclusion.of(new Outcome.RetryAfter(delay.toMillis(), waits.now()), told.report());
  }

  /** Brings the primary to its end: what it cleans up, its children, then its finalizer. */
  private Conclusion end(Observed<P> observed, Snapshot snapshot)
      throws GateClosedException, InterruptedException {
    if (gated.dryRun().isPresent()) {
      gated.dryRun().get().would("clean up and let it go");
      return tried(Conclusion.of(new Outcome.Done(), Report.NOTHING));
    }
    Optional<Cleanup<P>> cleanup = definition.cleanup();
    if (cleanup.isPresent()) {
      Optional<Conclusion> unfinished = cleanUp(cleanup.get(), observed);
      if (unfinished.isPresent()) {
        return unfinished.get();
      }
    }
    // Those of whoever asked for --cascade=orphan are to stay.
    if (definition.deletion() == Deletion.FOREGROUND && !Finalizers.has(primary.frame(), ORPHAN)) {
      Children children = children();
      if (!children.dissolve(snapshot.children())) {
        return children
            .outcome()
            .map(refused -> Conclusion.of(refused, Report.NOTHING))
            .orElseGet(() -> waiting(children.waits(), Desired.noChildren()));
      }
    }
    return removeFinalizer();
  }

  /** Empty: nothing is left to clean up. */
  private Optional<Conclusion> cleanUp(Cleanup<P> cleanup, Observed<P> observed)
      throws InterruptedException {
    return switch (call("cleanup", cleanup, () -> cleanup.cleanup(observed, context))) {
      case UserCode.Ending.Returned<? extends dev.fairlead.sdk.Outcome>(
              dev.fairlead.sdk.Outcome.Done done) ->
          Optional.empty();
      case UserCode.Ending.Returned<? extends dev.fairlead.sdk.Outcome>(var outcome) ->
          Optional.of(Conclusion.of(outcome));
      case UserCode.Ending.Threw<? extends dev.fairlead.sdk.Outcome>(Throwable failure) ->
          Optional.of(threw(failure));
      case UserCode.Ending.Late<? extends dev.fairlead.sdk.Outcome>() -> Optional.of(late());
    };
  }

  /** Of a dry run only what it would have done is told. */
  private Conclusion tried(Conclusion conclusion) {
    return gated
        .dryRun()
        .map(dryRun -> conclusion.tried(dryRun.sentence(), definition.declaration().resync()))
        .orElse(conclusion);
  }

  private boolean hasFinalizer() {
    return definition
        .finalizer()
        .filter(finalizer -> Finalizers.has(primary.frame(), finalizer))
        .isPresent();
  }

  private Optional<Outcome> addFinalizer() throws GateClosedException, InterruptedException {
    WriteResult result =
        gated.write(
            "patch",
            primary.ref(),
            primary.metadata().uid(),
            api -> api.addFinalizer(primary, finalizer(), manager + ".finalizers"));
    if (result instanceof WriteResult.Written(ObservedObject now, boolean created)) {
      primary = now;
    }
    return Refusals.outcome(primary.ref(), primary.resourceVersion(), result);
  }

  private Conclusion removeFinalizer() throws GateClosedException, InterruptedException {
    WriteResult result =
        gated.write(
            "patch",
            primary.ref(),
            primary.metadata().uid(),
            api -> api.removeFinalizer(primary, finalizer(), manager + ".finalizers"));
    return result instanceof WriteResult.NotFound
        ? Conclusion.silent(new Outcome.Done())
        : Refusals.outcome(primary.ref(), primary.resourceVersion(), result)
            .map(refused -> Conclusion.of(refused, Report.NOTHING))
            .orElseGet(() -> Conclusion.silent(new Outcome.Done()));
  }

  private String finalizer() {
    return definition.finalizer().orElseThrow();
  }

  private Conclusion threw(Throwable failure) {
    if (failure instanceof RevokedException) {
      return Conclusion.silent(new Outcome.Abandoned("its reconciler was told that it is over"));
    }
    if (failure instanceof PoolExhaustedException exhausted) {
      long pause = POOL_PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(POOL_PAUSE_MILLIS);
      return Conclusion.silent(
          new Outcome.RetryAfter(pause, String.valueOf(exhausted.getMessage())));
    }
    if (failure instanceof PoolException unanswered) {
      return Conclusion.failed("PoolUnavailable", String.valueOf(unanswered.getMessage()));
    }
    if (failure instanceof LookupException unanswered) {
      return Conclusion.failed("LookupFailed", String.valueOf(unanswered.getMessage()));
    }
    metrics.threw(failure);
    if (context.failures() == 0) {
      // The stack trace once; repetitions are told by the outcome.
      LOG.warn("the reconciler threw", failure);
    }
    return Conclusion.failed("ReconcileError", explanation(failure));
  }

  private Conclusion late() {
    metrics.timedOut();
    return Conclusion.failed(
        "DeadlineExceeded",
        "The reconciler did not return within %s and was interrupted"
            .formatted(userDeadline.toString().substring(2).toLowerCase(java.util.Locale.ROOT)));
  }

  private static String explanation(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }
}
