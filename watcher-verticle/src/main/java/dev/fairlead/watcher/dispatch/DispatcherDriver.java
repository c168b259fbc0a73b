package dev.fairlead.watcher.dispatch;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.watcher.loop.Alarm;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the Dispatcher of one partition asks for into messages, reads and flight records, and
 * what comes back into its inputs. Lives on the loop.
 */
public final class DispatcherDriver {

  private static final Logger LOG = LoggerFactory.getLogger(DispatcherDriver.class);

  private final Ownership ownership;
  private final Superior superior;
  private final Duration deadline;
  private final CacheView caches;
  private final Surroundings world;
  private final Dispatcher dispatcher;
  private final Reads reads;
  private final Traces traces;
  private final Alarm alarm;
  private final Rates rates = new Rates();
  private long added;
  private boolean closed;

  /** Begins as an owner that knows no worker and whose caches are not synced. */
  public DispatcherDriver(
      Ownership ownership,
      Tenure tenure,
      Superior superior,
      Duration deadline,
      DispatcherSettings settings,
      CacheView caches,
      Surroundings world) {
    this.ownership = ownership;
    this.superior = superior;
    this.deadline = deadline;
    this.caches = caches;
    this.world = world;
    this.dispatcher =
        new Dispatcher(
            ownership.owner(),
            ownership.partition(),
            tenure,
            settings,
            caches.listers(),
            this::zone);
    this.reads = new Reads(world.loop(), new ConsistentReads(world.source()), this::answered);
    this.traces =
        new Traces(world.spans(), worker -> world.bus().name(new Address(worker, Role.RECONCILER)));
    this.alarm = world.loop().alarm(() -> handle(new DispatcherInput.Ticked()));
  }

  /** Who owns what. */
  public Ownership ownership() {
    return ownership;
  }

  /** The machine, to ask where its keys stand. */
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** The trace of the attempt at a key that is under way. */
  public Optional<TraceContext> trace(NamespacedName key) {
    return traces.running(key);
  }

  /** Attempts that ended, a second, over the last minute. */
  public double endedPerSecond() {
    return rates.endedPerSecond(world.loop().nowMillis());
  }

  /** Attempts that failed, a second, over the last minute. */
  public double failedPerSecond() {
    return rates.failedPerSecond(world.loop().nowMillis());
  }

  /** Assigns nothing any more and hears nothing. */
  public void close() {
    closed = true;
    alarm.off();
    traces.close();
    world.transfers().forget(ownership.partition());
  }

  /** A user asks for an attempt now. */
  public void request(NamespacedName key, TraceContext trace) {
    traces.requested(key, trace);
    handle(
        new DispatcherInput.KeyTouched(
            key,
            new Reason(Reason.Type.USER_REQUEST, "asked for by a user", trace.traceparent()),
            Priority.USER_REQUEST));
  }

  /** Something happened to the partition. */
  public void handle(DispatcherInput input) {
    if (closed || !superior.mayAct()) {
      return;
    }
    dispatcher.handle(input, world.loop().nowMillis()).forEach(this::perform);
    if (dispatcher.added() != added) {
      world.observer().added(ownership.partition(), dispatcher.added() - added);
      added = dispatcher.added();
    }
    if (input instanceof DispatcherInput.AssignAnswered(AssignReply.Refused refused)) {
      traces.refused(refused.token(), refused.why().toString());
    }
    if (input instanceof DispatcherInput.KeyGone(NamespacedName key)) {
      traces.forget(key);
      world.transfers().forget(ownership.partition(), key);
      publish(new FlightRecord.Removed(controller(), key, world.wallClock().instant()));
    }
  }

  private void answered(DispatcherInput answer) {
    handle(answer);
    if (answer instanceof DispatcherInput.BarrierRead(_, var resource, var version)) {
      caches.catchUp(resource, version);
    }
  }

  private void perform(DispatcherEffect effect) {
    switch (effect) {
      case DispatcherEffect.Assign assign -> assign(assign);
      case DispatcherEffect.SendHello(Incarnation worker, var hello) -> send(worker, hello);
      case DispatcherEffect.SendPermit(Incarnation worker, var permit) -> send(worker, permit);
      case DispatcherEffect.SendReleased(Incarnation worker, var released) ->
          send(worker, released);
      case DispatcherEffect.Settle(long read, ObjectRef ref) ->
          reads.settle(read, ref, caches.selections(ref.resource()));
      case DispatcherEffect.ReadBarrier(long read, GroupVersionResource resource) ->
          reads.barrier(read, resource, caches.selections(resource));
      case DispatcherEffect.ReportWentBack(var resource, var version) -> {
        LOG.warn(
            "{}: {} is at version {}, which its cache had passed: the API server was restored",
            controller(),
            resource.qualified(),
            version);
        caches.wentBack(resource, version);
      }
      case DispatcherEffect.AttemptOver(Finished finished) -> over(finished);
      case DispatcherEffect.ReportLost(Incarnation worker, int count) -> {
        LOG.warn(
            "{}: worker {} is lost, its {} attempts are due again", controller(), worker, count);
        traces.keepOnly(token -> dispatcher.view(token.key()).token().equals(Optional.of(token)));
      }
      case DispatcherEffect.Abdicate(long promised) -> {
        LOG.error(
            "{}: a worker has promised epoch {} to another owner, above {} of this one; it stops",
            ownership.partition(),
            promised,
            ownership.epoch());
        close();
        superior.abdicate(promised);
      }
      case DispatcherEffect.WantRoster(var workers) -> superior.wantRoster(workers);
      case DispatcherEffect.Probe(Incarnation worker) ->
          world
              .deaths()
              .probe(
                  worker,
                  () ->
                      world
                          .loop()
                          .execute(() -> handle(new DispatcherInput.WorkerProvenDead(worker))));
      case DispatcherEffect.ReachNobody() -> superior.reachNobody();
      case DispatcherEffect.Settled() -> superior.settled();
      case DispatcherEffect.WakeAt(long atMillis) -> alarm.setAt(atMillis);
    }
  }

  /** What was wished for with a request, what the object asks for, or where this process is. */
  private String zone(NamespacedName key) {
    return Stream.of(traces.wishedZone(key), caches.zone(key), world.zone())
        .filter(zone -> !zone.isEmpty())
        .findFirst()
        .orElse("");
  }

  private void assign(DispatcherEffect.Assign assign) {
    NamespacedName key = assign.token().key();
    TraceContext trace =
        traces.assigned(
            assign.token(),
            assign.worker(),
            assign.reasons(),
            Duration.ofMillis(assign.waitedMillis()));
    send(
        assign.worker(),
        new Assign(
            assign.token(),
            ownership.owner(),
            assign.beat(),
            assign.permitMillis(),
            deadline.toMillis(),
            assign.reasons(),
            trace,
            assign.failures(),
            snapshot(assign)));
    tell(
        assign.token(),
        trace,
        assign.again() ? "sent again to {}" : "assigned to {}",
        assign.worker());
    if (!assign.again()) {
      world
          .observer()
          .assigned(
              assign.token(), assign.reasons(), trace, Duration.ofMillis(assign.waitedMillis()));
      publish(
          new FlightRecord.Assigned(
              controller(),
              key,
              world.wallClock().instant(),
              assign.token(),
              assign.worker(),
              assign.reasons(),
              trace.traceId()));
    }
  }

  /** By reference within this process. */
  private Snapshot snapshot(DispatcherEffect.Assign assign) {
    NamespacedName key = assign.token().key();
    return assign.worker().equals(ownership.owner())
        ? caches.snapshot(key)
        : world.transfers().give(assign.token(), () -> caches.snapshot(key));
  }

  private void over(Finished finished) {
    NamespacedName key = finished.token().key();
    tell(finished.token(), finished.trace(), "over: {}", finished.outcome());
    world.transfers().over(finished.token());
    traces.over(finished);
    rates.ended(world.loop().nowMillis(), isError(finished.outcome()));
    world.observer().over(finished);
    publish(new FlightRecord.Ended(controller(), key, world.wallClock().instant(), finished));
  }

  /** A line about an attempt, with all that such lines have. */
  private static void tell(Token token, TraceContext trace, String line, Object what) {
    if (LOG.isDebugEnabled()) {
      LogFields.within(LogFields.of(token, trace), () -> LOG.debug(line, what));
    }
  }

  private static boolean isError(Outcome outcome) {
    return outcome instanceof Outcome.Failed || outcome instanceof Outcome.Rejected;
  }

  private String controller() {
    return ownership.partition().controller();
  }

  private void send(Incarnation worker, Object message) {
    world.bus().send(new Address(worker, Role.RECONCILER), message);
  }

  private void publish(FlightRecord flight) {
    world.bus().publish(Topic.FLIGHTS, flight);
  }
}
