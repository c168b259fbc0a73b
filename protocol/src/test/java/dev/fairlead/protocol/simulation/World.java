package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One schedule: everything in it, and what happens from its seed. */
final class World {

  /** How long after the last fault everything must be as desired. */
  private static final long HEALING_MILLIS_MAX = 300_000;

  private static final long STEPS_MAX = 200_000;
  private static final long QUIET_MILLIS = 3_000;

  private final Chance chance;
  private final Schedule schedule = new Schedule();
  private final Coverage coverage = new Coverage();
  private final Trace trace;
  private final Sabotage sabotage;
  private final List<Invariant> invariants =
      List.of(
          new OneAuthorised(),
          new PermitsEndInTime(),
          new PromiseKept(),
          new NothingOverwritten(),
          new ExactReplies(),
          new NothingForgotten(),
          new ReadYourWrites(),
          new CreditKept(),
          new CacheTrue(),
          new Bounded());
  private final SimulatedApiServer api;
  private final SimulatedNetwork network;
  private final SimulatedOwner owner;
  private final Map<Incarnation, SimulatedWorker> byIncarnation = new LinkedHashMap<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Map<NamespacedName, List<SimulatedAttempt>> live = new LinkedHashMap<>();
  private final People people;
  private final Mischief mischief;
  private final Encounters encounters;
  private Faults faults;
  private int restarts;
  private int writesOnTheWay;
  private boolean ownerStepped;

  World(long seed, Sabotage sabotage, boolean traced) {
    this.chance = new Chance(seed);
    this.trace = new Trace(traced, schedule);
    this.sabotage = sabotage;
    this.faults = Faults.draw(chance);
    this.api = new SimulatedApiServer(this);
    this.network = new SimulatedNetwork(this);
    this.owner = new SimulatedOwner(this);
    this.people = new People(this);
    this.mischief = new Mischief(this);
    this.encounters = new Encounters(this);
    long count = chance.between(1, 3);
    for (int number = 1; number <= count; number++) {
      add(new SimulatedWorker(this, "worker-" + number, (int) chance.between(1, 3)));
    }
  }

  /** Runs from the beginning until the mesh has fallen quiet. */
  void run() {
    people.start();
    owner.start();
    workers.forEach(SimulatedWorker::start);
    mischief.start();
    runUntil(chance.between(8_000, 40_000));
    heal();
    long deadline = schedule.now() + HEALING_MILLIS_MAX;
    while (!Healed.is(this)) {
      if (schedule.now() >= deadline) {
        throw new Violation("Liveness", Healed.missing(this));
      }
      runUntil(schedule.now() + 500);
    }
    long assigned = coverage.count(DispatcherEffect.Assign.class);
    runUntil(schedule.now() + QUIET_MILLIS);
    if (coverage.count(DispatcherEffect.Assign.class) != assigned) {
      throw new Violation("Liveness", "the mesh does not fall quiet");
    }
  }

  private void runUntil(long millis) {
    while (schedule.step(millis)) {
      check(invariant -> invariant.stepped(this));
      if (ownerStepped) {
        encounters.stepped();
        ownerStepped = false;
      }
      if (schedule.steps() > STEPS_MAX) {
        throw new Violation("Liveness", "something goes round and round");
      }
    }
  }

  /** No more faults, except for a cut that stays: another worker is there to do the work. */
  private void heal() {
    trace.line("world", "heals", "");
    boolean frozen = chance.happens(faults.of(Fault.CUT_THAT_STAYS)) && workers.size() > 1;
    faults = Faults.none();
    people.rest();
    mischief.rest();
    api.refuse(false);
    network.heal();
    if (frozen) {
      coverage.met(Fault.CUT_THAT_STAYS);
      SimulatedProcess first = workers.getFirst().process();
      boolean towardsOwner = chance.happens(0.5);
      network.cut(
          towardsOwner ? first : owner.process(), towardsOwner ? owner.process() : first, true);
    }
  }

  /** A dead worker's host starts another incarnation. */
  void restart(SimulatedWorker dead) {
    restarts++;
    workers.remove(dead);
    String host = dead.process().name().replaceAll("'.*", "");
    SimulatedWorker fresh = new SimulatedWorker(this, host + "'" + restarts, dead.slots());
    add(fresh);
    fresh.start();
  }

  private void add(SimulatedWorker worker) {
    workers.add(worker);
    byIncarnation.put(worker.incarnation(), worker);
  }

  void check(Consumer<Invariant> occasion) {
    invariants.forEach(occasion);
  }

  /** Lets the owner take in something, and looks at what a reply does to its key. */
  List<DispatcherEffect> watched(DispatcherInput input, Supplier<List<DispatcherEffect>> handling) {
    ownerStepped = true;
    Optional<Token> reply =
        switch (input) {
          case DispatcherInput.AssignAnswered answered -> Optional.of(answered.reply().token());
          case DispatcherInput.FinishedReceived received ->
              Optional.of(received.finished().token());
          default -> Optional.empty();
        };
    if (reply.isEmpty()) {
      return handling.get();
    }
    KeyView before = owner.dispatcher().view(reply.get().key());
    List<DispatcherEffect> effects = handling.get();
    KeyView after = owner.dispatcher().view(reply.get().key());
    check(invariant -> invariant.replied(this, reply.get(), before, after));
    return effects;
  }

  /** A write is on its way to the server, which may take it in long after the client gave up. */
  void writeSent() {
    writesOnTheWay++;
  }

  void writeArrived() {
    writesOnTheWay--;
  }

  int writesOnTheWay() {
    return writesOnTheWay;
  }

  Chance chance() {
    return chance;
  }

  Schedule schedule() {
    return schedule;
  }

  Coverage coverage() {
    return coverage;
  }

  Trace trace() {
    return trace;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  Faults faults() {
    return faults;
  }

  SimulatedApiServer api() {
    return api;
  }

  SimulatedNetwork network() {
    return network;
  }

  SimulatedOwner owner() {
    return owner;
  }

  Mischief mischief() {
    return mischief;
  }

  Encounters encounters() {
    return encounters;
  }

  People people() {
    return people;
  }

  /** The workers that run now, or will again when their host has restarted. */
  List<SimulatedWorker> workers() {
    return workers;
  }

  Optional<SimulatedWorker> worker(Incarnation incarnation) {
    return Optional.ofNullable(byIncarnation.get(incarnation));
  }

  /** The attempts whose threads run, by key. */
  Map<NamespacedName, List<SimulatedAttempt>> live() {
    return live;
  }

  List<SimulatedAttempt> live(NamespacedName key) {
    return live.computeIfAbsent(key, absent -> new ArrayList<>());
  }

  /** Whether the owner did something in this step. */
  boolean ownerStepped() {
    return ownerStepped;
  }

  /** The primaries that the server has now. */
  List<ObservedObject> primaries() {
    return api.collection(Resources.PRIMARIES).all();
  }

  int count(Phase phase) {
    return owner.dispatcher().count(phase);
  }
}
