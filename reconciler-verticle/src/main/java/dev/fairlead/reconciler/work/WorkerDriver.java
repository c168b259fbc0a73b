package dev.fairlead.reconciler.work;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.telemetry.LogFields;
import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the worker machine to the bus, to time and to the threads of its attempts. Everything
 * happens on the event loop that {@link #start} was called on; attempts run on virtual threads,
 * never more of a controller than the machine has slots for.
 */
public final class WorkerDriver {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerDriver.class);

  /** An owner that has not answered by then is not there: it learns it another way. */
  private static final Duration RELEASE = Duration.ofSeconds(2);

  private final Context context;
  private final MeshBus bus;
  private final Timekeeper time;
  private final Address self;
  private final Announce announce;
  private final Executions executions;
  private final SharedWorker worker;
  private final Heap heap = Heap.ofThisProcess();
  private final Map<Token, Execution> running = new ConcurrentHashMap<>();
  private final Promise<Void> drained = Promise.promise();
  private boolean draining;
  private boolean stopped;
  private List<MessageConsumer<Object>> consumers = List.of();
  private Timekeeper.Timer timer = () -> {};

  /** A driver for the context that is current; nothing happens before {@link #start}. */
  public WorkerDriver(
      Context context,
      MeshBus bus,
      Announce announce,
      Map<String, Limits> limits,
      WorkerSettings settings,
      Timekeeper time,
      Executions executions) {
    this.context = context;
    this.time = time;
    this.bus = bus;
    this.self = new Address(announce.worker(), Role.RECONCILER);
    this.announce = announce;
    this.executions = executions;
    this.worker =
        new SharedWorker(
            new Worker(announce.worker(), announce.zone(), limits, settings),
            Clocks.of(time),
            effects -> context.runOnContext(now -> perform(effects)));
  }

  /** Begins to announce and to listen. */
  public Future<Void> start() {
    MessageConsumer<Object> consumer = bus.consume(self, this::take);
    consumers = List.of(consumer);
    feed(new WorkerInput.Ticked());
    return consumer.completion();
  }

  /** Other limits hold for a controller from now on. May be called from any thread. */
  public void limits(String controller, Limits limits) {
    context.runOnContext(now -> feed(new WorkerInput.LimitsChanged(controller, limits)));
  }

  /**
   * Takes no more work; completes when what runs has ended and every owner has heard of both, or
   * does not say so for {@link #RELEASE}.
   */
  public Future<Void> drain() {
    draining = true;
    feed(new WorkerInput.DrainStarted());
    leaveSoon();
    return drained.future();
  }

  /** Leaves: what still runs is cancelled, and nothing is heard or sent any more. */
  public Future<Void> stop() {
    stopped = true;
    timer.cancel();
    running.values().forEach(execution -> execution.cancel("the worker leaves"));
    return Future.join(consumers.stream().map(MessageConsumer::unregister).toList()).mapEmpty();
  }

  /** How many attempts have not come back, zombies among them. May be asked from any thread. */
  public int running() {
    return running.size();
  }

  private void take(Object message) {
    switch (message) {
      case Hello hello -> feed(new WorkerInput.HelloReceived(hello));
      case Assign assign -> feed(new WorkerInput.AssignReceived(assign));
      case Permit permit -> feed(new WorkerInput.PermitReceived(permit));
      case Released released -> feed(new WorkerInput.ReleasedReceived(released));
      default -> LOG.warn("ignored a {}: no worker takes it", message.getClass().getSimpleName());
    }
  }

  private void feed(WorkerInput input) {
    if (!stopped) {
      perform(worker.handle(input));
    }
  }

  private void leaveSoon() {
    if (draining && running.isEmpty()) {
      context.owner().setTimer(RELEASE.toMillis(), late -> drained.tryComplete());
    }
  }

  private void perform(List<WorkerEffect> effects) {
    effects.forEach(this::perform);
  }

  private void perform(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.SendAnnounce() -> bus.publish(Topic.ANNOUNCE, announce);
      case WorkerEffect.SendPromise(Incarnation owner, var promise) -> send(owner, promise);
      case WorkerEffect.SendBeat(Incarnation owner, var beat) -> send(owner, beat);
      case WorkerEffect.SendAssignReply(Incarnation owner, var reply) -> send(owner, reply);
      case WorkerEffect.SendFinished(Incarnation owner, var finished) -> send(owner, finished);
      case WorkerEffect.Start(Assign assign) -> start(assign);
      case WorkerEffect.Interrupt(Token token, String why) -> interrupt(token, why);
      case WorkerEffect.ReportZombie(Token token) -> giveUp(token);
      case WorkerEffect.Drained() -> drained.tryComplete();
      case WorkerEffect.WakeAt(long atMillis) -> wakeAt(atMillis);
    }
  }

  private void send(Incarnation owner, Object message) {
    bus.send(new Address(owner, Role.WATCHER), message);
  }

  private void start(Assign assign) {
    Token token = assign.token();
    Execution execution = executions.of(assign, worker::gate);
    running.put(token, execution);
    long readyNanos = System.nanoTime();
    Thread.ofVirtual()
        .name("attempt " + token)
        .start(() -> {
          Duration waited = Duration.ofNanos(System.nanoTime() - readyNanos);
          Execution.End end = run(execution, assign);
          context.runOnContext(now -> ended(token, end, waited));
        });
  }

  private static Execution.End run(Execution execution, Assign assign) {
    try {
      return execution.run();
    } catch (RuntimeException | Error bug) {
      LogFields.within(
          LogFields.of(assign.token(), execution.soFar().trace()),
          () -> LOG.error("{} broke off: this is a defect of Fairlead", assign.token(), bug));
      return new Execution.End(
          new Outcome.Failed("InternalError", bug.toString()), execution.soFar(), Waits.NONE);
    }
  }

  private void ended(Token token, Execution.End end, Duration waited) {
    running.remove(token);
    feed(
        new WorkerInput.AttemptEnded(
            token,
            end.outcome(),
            end.written().writes(),
            end.written().trace(),
            end.waits().forProcessor(waited.toMillis())));
    leaveSoon();
  }

  private void giveUp(Token token) {
    Execution execution = running.get(token);
    if (execution != null) {
      LOG.warn(
          "{} does not end although it was interrupted: its slot stays taken until its reconciler"
              + " returns",
          token);
      Execution.Written written = execution.soFar();
      feed(new WorkerInput.AttemptGivenUp(token, written.writes(), written.trace()));
    }
  }

  private void interrupt(Token token, String why) {
    Execution execution = running.get(token);
    if (execution != null) {
      execution.cancel(why);
    }
  }

  private void wakeAt(long atMillis) {
    timer.cancel();
    timer = time.at(context, atMillis, this::tick);
  }

  private void tick() {
    if (heap.nearlyFull()) {
      feed(new WorkerInput.MemoryShort());
    }
    feed(new WorkerInput.Ticked());
  }
}
