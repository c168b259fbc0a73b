package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.protocol.worker.Limits;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.protocol.worker.Worker;
import dev.fairlead.protocol.worker.WorkerEffect;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drives a worker, as a reconciler process does, with simulated reconcilers on its threads. */
final class SimulatedWorker {

  private final World world;
  private final SimulatedProcess process;
  private final Incarnation incarnation;
  private final Worker worker;
  private int slots;
  private int slotsMost;
  private final Declaration declaration;
  private final Map<Token, SimulatedAttempt> threads = new HashMap<>();
  private long wakeMillis = Long.MAX_VALUE;
  private boolean draining;

  SimulatedWorker(World world, String name, int slots, Declaration declaration) {
    this.world = world;
    this.process = new SimulatedProcess(name, world.schedule(), world.chance());
    this.incarnation = new Incarnation(name);
    this.slots = slots;
    this.slotsMost = slots;
    this.declaration = declaration;
    this.worker =
        new Worker(
            incarnation,
            Resources.zone(name),
            Map.of(Resources.CONTROLLER, new Limits(1, slots)),
            world.sabotage().workerSettings());
  }

  void start() {
    process.run(() -> handle(new WorkerInput.Ticked()));
  }

  SimulatedProcess process() {
    return process;
  }

  Incarnation incarnation() {
    return incarnation;
  }

  /** Where it runs: who is started there after it has the same host. */
  String host() {
    return process.name().replaceAll("'.*", "");
  }

  /** How it declares the controller. */
  Declaration declaration() {
    return declaration;
  }

  Worker machine() {
    return worker;
  }

  int slots() {
    return slots;
  }

  /** The most that it ever had: what runs keeps its slot when there are fewer. */
  int slotsMost() {
    return slotsMost;
  }

  /** Other limits hold, however much runs. */
  void limit(Limits limits) {
    process.run(() -> {
      slots = limits.max();
      slotsMost = Math.max(slotsMost, slots);
      handle(new WorkerInput.LimitsChanged(Resources.CONTROLLER, limits));
    });
  }

  /** It takes no more, and leaves. */
  void drain() {
    process.run(() -> {
      draining = true;
      handle(new WorkerInput.DrainStarted());
    });
  }

  boolean draining() {
    return draining;
  }

  /** The heap is nearly full. */
  void fillMemory() {
    process.run(() -> handle(new WorkerInput.MemoryShort()));
  }

  Collection<SimulatedAttempt> threads() {
    return threads.values();
  }

  GateDecision gate(Token token) {
    return worker.gate(token, process.local());
  }

  /** Takes in a message or another fact. */
  void handle(WorkerInput given) {
    world.check(invariant -> invariant.received(world, this, given));
    WorkerInput input = world.sabotage().worker(given, this);
    world.coverage().met(input);
    world.trace().line(process.name(), "<-", input);
    for (WorkerEffect effect : worker.handle(input, process.local())) {
      world.coverage().met(effect);
      run(effect);
    }
  }

  private void run(WorkerEffect effect) {
    switch (effect) {
      case WorkerEffect.SendAnnounce() -> announce(effect);
      case WorkerEffect.SendPromise promise -> {
        world.check(invariant -> invariant.promised(world, this, promise.promise()));
        send(
            promise.owner(),
            promise.promise().partition(),
            promise.promise(),
            new DispatcherInput.PromiseReceived(promise.promise()));
      }
      case WorkerEffect.SendBeat beat -> {
        world.check(invariant -> invariant.beaten(world, this, beat.beat()));
        world.sabotage().beaten(this, beat.beat());
        send(
            beat.owner(),
            beat.beat().partition(),
            beat.beat(),
            new DispatcherInput.BeatReceived(beat.beat()));
      }
      case WorkerEffect.SendAssignReply reply ->
          send(
              reply.owner(),
              reply.reply().token().partition(),
              reply.reply(),
              new DispatcherInput.AssignAnswered(reply.reply()));
      case WorkerEffect.SendFinished finished ->
          send(
              finished.owner(),
              finished.finished().token().partition(),
              finished.finished(),
              new DispatcherInput.FinishedReceived(finished.finished()));
      case WorkerEffect.Start(Assign assign) -> {
        world.trace().line(process.name(), "start", assign.token());
        world.check(invariant -> invariant.started(world, this, assign));
        SimulatedAttempt attempt = new SimulatedAttempt(world, this, assign);
        threads.put(assign.token(), attempt);
        world.live(assign.token().key()).add(attempt);
        attempt.start();
      }
      case WorkerEffect.Interrupt(Token token, String why) -> {
        world.trace().line(process.name(), "interrupt", token);
        SimulatedAttempt attempt = threads.get(token);
        if (attempt != null) {
          attempt.interrupt();
        }
      }
      case WorkerEffect.ReportZombie(Token token) -> {
        world.trace().line(process.name(), "zombie", token);
        SimulatedAttempt attempt = threads.get(token);
        if (attempt != null) {
          attempt.givenUp();
          handle(new WorkerInput.AttemptGivenUp(token, attempt.writes(), TraceContext.NONE));
        }
      }
      case WorkerEffect.Drained drained -> world.trace().line(process.name(), "drained", "");
      case WorkerEffect.WakeAt(long atMillis) -> {
        wakeMillis = atMillis;
        process.atLocal(atMillis, () -> wake(atMillis));
      }
    }
  }

  private void wake(long atMillis) {
    if (wakeMillis != atMillis) {
      return;
    }
    if (process.local() < atMillis) {
      process.atLocal(atMillis, () -> wake(atMillis));
    } else {
      wakeMillis = Long.MAX_VALUE;
      handle(new WorkerInput.Ticked());
    }
  }

  private void announce(Object message) {
    for (SimulatedWatcher watcher : world.watchers()) {
      world.network().send(process, watcher.process(), message, () -> watcher.announced(this));
    }
  }

  private void send(Incarnation owner, Partition partition, Object message, DispatcherInput input) {
    world
        .watcher(owner)
        .ifPresent(watcher ->
            world
                .network()
                .send(process, watcher.process(), message, () -> watcher.take(partition, input)));
  }

  /** The thread of an attempt is back. */
  void ended(Token token, Outcome outcome, List<WriteEntry> writes) {
    threads.remove(token);
    handle(new WorkerInput.AttemptEnded(token, outcome, writes, TraceContext.NONE, Waits.NONE));
  }
}
