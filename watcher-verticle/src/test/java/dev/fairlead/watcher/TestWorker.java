package dev.fairlead.watcher;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.time.Timekeeper;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import dev.fairlead.protocol.worker.WorkerSettings;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import io.vertx.core.AbstractVerticle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A reconciler role around the real worker machine, whose attempts are a function of a test. */
final class TestWorker extends AbstractVerticle {

  /** What an attempt came to. */
  record Result(Outcome outcome, List<WriteEntry> writes) {
    static final Result DONE = new Result(new Outcome.Done(), List.of());
  }

  private final MeshBus bus;
  private final Incarnation self;
  private final List<Declaration> declarations;
  private final Function<Assign, Result> attempt;
  private final Worker worker;
  private final List<Assign> assigns = new CopyOnWriteArrayList<>();

  TestWorker(
      MeshBus bus, String name, List<Declaration> declarations, Function<Assign, Result> attempt) {
    this.bus = bus;
    this.self = new Incarnation(name);
    this.declarations = declarations;
    this.attempt = attempt;
    this.worker =
        new Worker(
            self,
            "",
            declarations.stream()
                .collect(
                    Collectors.toMap(
                        Declaration::controller, declared -> Limits.fixed(declared.workersMax()))),
            WorkerSettings.defaults());
  }

  /** Every attempt that was begun. */
  List<Assign> begun() {
    return assigns;
  }

  /** Every attempt at a key that was begun. */
  List<Assign> begun(NamespacedName key) {
    return assigns.stream().filter(assign -> assign.token().key().equals(key)).toList();
  }

  @Override
  public void start() {
    EventLoop loop = new EventLoop(context, Timekeeper.system());
    Driver driver = new Driver(loop);
    bus.consume(new Address(self, Role.RECONCILER), driver::received);
    driver.handle(new WorkerInput.Ticked());
  }

  private final class Driver {

    private final EventLoop loop;
    private final Alarm alarm;

    Driver(EventLoop loop) {
      this.loop = loop;
      this.alarm = loop.alarm(() -> handle(new WorkerInput.Ticked()));
    }

    void received(Object message) {
      handle(
          switch (message) {
            case Hello hello -> new WorkerInput.HelloReceived(hello);
            case Permit permit -> new WorkerInput.PermitReceived(permit);
            case Assign assign -> new WorkerInput.AssignReceived(assign);
            case Released released -> new WorkerInput.ReleasedReceived(released);
            default -> throw new IllegalArgumentException(message.toString());
          });
    }

    void handle(WorkerInput input) {
      worker.handle(input, loop.nowMillis()).forEach(this::perform);
    }

    private void perform(WorkerEffect effect) {
      switch (effect) {
        case WorkerEffect.SendAnnounce() ->
            bus.publish(Topic.ANNOUNCE, new Announce(self, declarations, ""));
        case WorkerEffect.SendPromise(Incarnation owner, var promise) -> send(owner, promise);
        case WorkerEffect.SendBeat(Incarnation owner, var beat) -> send(owner, beat);
        case WorkerEffect.SendAssignReply(Incarnation owner, var reply) -> send(owner, reply);
        case WorkerEffect.SendFinished(Incarnation owner, var finished) -> send(owner, finished);
        case WorkerEffect.Start(Assign assign) -> begin(assign);
        case WorkerEffect.Interrupt(_, _), WorkerEffect.ReportZombie(_) -> {}
        case WorkerEffect.Drained() -> {}
        case WorkerEffect.WakeAt(long atMillis) -> alarm.setAt(atMillis);
      }
    }

    private void begin(Assign assign) {
      assigns.add(assign);
      loop.virtual(
          "attempt",
          () -> {
            Result result = attempt.apply(assign);
            loop.execute(() ->
                handle(
                    new WorkerInput.AttemptEnded(
                        assign.token(),
                        result.outcome(),
                        result.writes(),
                        assign.trace(),
                        Waits.NONE)));
          });
    }

    private void send(Incarnation owner, Object message) {
      bus.send(new Address(owner, Role.WATCHER), message);
    }
  }
}
