package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherEffect;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Layout;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.rollout.VersionOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One schedule: everything in it, and what happens from its seed. */
final class World {

  /** How long after the last fault everything must be as desired. */
  private static final long HEALING_MILLIS_MAX = 300_000;

  private static final long STEPS_MAX = 200_000;
  private static final long QUIET_MILLIS = 3_000;

  /** The epoch of the Lease that is there when a schedule begins. */
  private static final long EPOCHS_BEFORE = 4;

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
          new Bounded(),
          new Epochs(),
          new OneOwner(),
          new LeaseRespected(),
          new RosterComplete(),
          new StaleOnce(),
          new StatusForward(),
          new BackedOff(),
          new RateKept(),
          new LeftAlone(),
          new NobodyStarves(),
          new NewestServes());
  private final SimulatedApiServer api;
  private final SimulatedNetwork network;
  private final SimulatedLeases leases;
  private final List<SimulatedWatcher> watchers = new ArrayList<>();
  private final Map<Incarnation, SimulatedWatcher> watcherByIncarnation = new LinkedHashMap<>();
  private final List<SimulatedOwner> owners = new ArrayList<>();
  private final Map<TenureName, Integer> tenures = new LinkedHashMap<>();
  private final SimulatedStatus status;
  private final Map<Incarnation, SimulatedWorker> byIncarnation = new LinkedHashMap<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Map<NamespacedName, List<SimulatedAttempt>> live = new LinkedHashMap<>();
  private final People people;
  private final SimulatedRate rate;
  private final Mischief mischief;
  private final Encounters encounters;
  private Faults faults;
  private int restarts;
  private boolean frozen;
  private Optional<SimulatedWorker> cutOff = Optional.empty();
  private int writesOnTheWay;
  private final List<SimulatedOwner> steppedOwners = new ArrayList<>();
  private Optional<SimulatedWatcher> steppedWatcher = Optional.empty();
  private List<Layout> layouts = List.of(Layout.WHOLE);

  private record TenureName(Partition partition, long epoch) {}

  World(long seed, Sabotage sabotage, boolean traced) {
    this.chance = new Chance(seed);
    this.trace = new Trace(traced, schedule);
    this.sabotage = sabotage;
    this.faults = Faults.draw(chance);
    this.api = new SimulatedApiServer(this);
    this.network = new SimulatedNetwork(this);
    this.leases = new SimulatedLeases(this);
    this.status = new SimulatedStatus(this);
    this.people = new People(this);
    this.rate = new SimulatedRate(this, seed);
    this.mischief = new Mischief(this);
    this.encounters = new Encounters(this);
    long most = faults.flooded() ? 1 : 3;
    long count = chance.between(1, most);
    for (int number = 1; number <= count; number++) {
      int slots = (int) chance.between(1, most);
      add(new SimulatedWorker(this, "worker-" + number, slots, SimulatedRollout.FIRST));
    }
    long replicas = chance.happens(0.4) ? 1 : chance.between(2, 3);
    for (int number = 1; number <= replicas; number++) {
      add(new SimulatedWatcher(this, "watcher-" + number, "watcher-" + number));
    }
    if (chance.happens(0.9)) {
      leases.begin(
          Resources.PARTITION,
          new LeaseRecord.Released(
              new Incarnation("before"), EPOCHS_BEFORE, Set.of(), true, false));
    }
  }

  /** Runs from the beginning until the mesh has fallen quiet. */
  void run() {
    people.start();
    watchers.forEach(SimulatedWatcher::start);
    workers.forEach(SimulatedWorker::start);
    rate.start();
    mischief.start();
    long least = faults.flooded() ? 35_000 : 8_000;
    runUntil(chance.between(least, watchers.size() > 1 ? 60_000 : 40_000));
    heal();
    long deadline = schedule.now() + HEALING_MILLIS_MAX;
    while (!Healed.is(this) || !fallsQuiet()) {
      if (schedule.now() >= deadline) {
        throw new Violation("Liveness", Healed.missing(this));
      }
      runUntil(schedule.now() + 500);
    }
  }

  /** Whether nothing is given out for a while, and the owners stay. */
  private boolean fallsQuiet() {
    long assigned = coverage.count(DispatcherEffect.Assign.class);
    int begun = tenures.size();
    runUntil(schedule.now() + QUIET_MILLIS);
    return coverage.count(DispatcherEffect.Assign.class) == assigned && tenures.size() == begun;
  }

  private void runUntil(long millis) {
    while (schedule.step(millis)) {
      check(invariant -> invariant.stepped(this));
      if (!steppedOwners.isEmpty()) {
        encounters.stepped();
        steppedOwners.clear();
      }
      steppedWatcher = Optional.empty();
      if (schedule.steps() > STEPS_MAX) {
        throw new Violation("Liveness", "something goes round and round");
      }
    }
  }

  /** No more faults, except for a cut that stays: another worker is there to do the work. */
  private void heal() {
    trace.line("world", "heals", "");
    frozen = chance.happens(faults.of(Fault.CUT_THAT_STAYS));
    faults = Faults.none();
    people.rest();
    mischief.rest();
    api.refuse(false);
    Resources.ALL.forEach(api::restoreDefinition);
    network.heal();
    leases.vacate();
    if (frozen && watchers.size() > 1 && chance.happens(0.6)) {
      coverage.met(Fault.CUT_THAT_STAYS);
      freeze(watchers.getFirst());
    } else if (frozen && workers.size() > 1) {
      coverage.met(Fault.CUT_THAT_STAYS);
      SimulatedWorker newest = newest();
      cutOff = Optional.of(newest);
      boolean mixed = !newest.declaration().equals(workers.getFirst().declaration());
      freeze(watchers.getFirst(), newest, chance.happens(mixed ? 0.2 : 0.5));
    }
  }

  private SimulatedWorker newest() {
    SimulatedWorker newest = workers.getFirst();
    for (SimulatedWorker worker : workers) {
      String version = worker.declaration().version();
      if (VersionOrder.ORDER.compare(version, newest.declaration().version()) > 0) {
        newest = worker;
      }
    }
    return newest;
  }

  /** One watcher stays cut off, from the bus or from the API server. */
  private void freeze(SimulatedWatcher watcher) {
    if (chance.happens(0.4)) {
      network.cutFromApi(watcher.process(), true);
      return;
    }
    boolean hears = chance.happens(0.5);
    for (SimulatedWorker worker : workers) {
      freeze(watcher, worker, !hears);
    }
  }

  private void freeze(SimulatedWatcher watcher, SimulatedWorker worker, boolean towardsWatcher) {
    SimulatedProcess from = towardsWatcher ? worker.process() : watcher.process();
    SimulatedProcess to = towardsWatcher ? watcher.process() : worker.process();
    network.cut(from, to, true);
  }

  /** A dead worker's host starts another incarnation. */
  void restart(SimulatedWorker dead) {
    replace(dead, dead.declaration());
  }

  /** In the place of a worker comes one that declares this, if nobody has come yet. */
  void replace(SimulatedWorker dead, Declaration declaration) {
    if (workers.contains(dead)) {
      join(dead, declaration);
      workers.remove(dead);
    }
  }

  /** On the host of a worker another one starts. */
  void join(SimulatedWorker beside, Declaration declaration) {
    restarts++;
    SimulatedWorker fresh =
        new SimulatedWorker(this, beside.host() + "'" + restarts, beside.slots(), declaration);
    add(fresh);
    fresh.start();
  }

  /** A worker is gone for good if another one is there that will be reached. */
  void retire(SimulatedWorker worker) {
    worker.process().die();
    if (workers.stream().anyMatch(other -> other != worker && !cutOff.equals(Optional.of(other)))) {
      workers.remove(worker);
    } else {
      restart(worker);
    }
  }

  private void add(SimulatedWorker worker) {
    workers.add(worker);
    byIncarnation.put(worker.incarnation(), worker);
  }

  /** A watcher's host starts another incarnation. */
  void restart(SimulatedWatcher dead) {
    restarts++;
    watchers.remove(dead);
    SimulatedWatcher fresh = new SimulatedWatcher(this, dead.host(), dead.host() + "'" + restarts);
    add(fresh);
    fresh.start();
  }

  /** A watcher has left in good order; its host starts another one after a while. */
  void watcherLeft(SimulatedWatcher watcher) {
    if (watcher.process().alive()) {
      watcher.die();
      schedule.after(chance.between(100, 5_000), () -> restart(watcher));
    }
  }

  private void add(SimulatedWatcher watcher) {
    watchers.add(watcher);
    watcherByIncarnation.put(watcher.incarnation(), watcher);
  }

  /** A watcher begins to own. */
  void begun(SimulatedOwner owner) {
    check(invariant -> invariant.begun(this, owner));
    tenures.put(new TenureName(owner.partition(), owner.epoch()), tenures.size());
    owners.removeIf(before -> !before.acts());
    owners.add(owner);
  }

  /** The place of an attempt's tenure in the order in which tenures began; 0 if it never did. */
  int tenure(Token token) {
    return tenures.getOrDefault(new TenureName(token.partition(), token.epoch()), 0);
  }

  /** All watchers hear that there is another layout, at different times. */
  void relay() {
    layouts = List.of(Layout.WHOLE, new Layout(2, Resources.PARTITIONS_LATER));
    for (SimulatedWatcher watcher : watchers) {
      watcher.process().after(chance.between(0, 20_000), () -> watcher.relaid(layouts));
    }
  }

  void check(Consumer<Invariant> occasion) {
    invariants.forEach(occasion);
  }

  /** Lets the owner take in something, and looks at what a reply does to its key. */
  List<DispatcherEffect> watched(
      SimulatedOwner owner, DispatcherInput input, Supplier<List<DispatcherEffect>> handling) {
    steppedOwners.add(owner);
    stepped(owner.watcher());
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

  /** Whether a cut stays though everything else is healed. */
  boolean frozen() {
    return frozen;
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

  SimulatedLeases leases() {
    return leases;
  }

  /** The layouts, as the configuration says now. */
  List<Layout> layouts() {
    return layouts;
  }

  /** The watchers that run now, or will again when their host has restarted. */
  List<SimulatedWatcher> watchers() {
    return watchers;
  }

  Optional<SimulatedWatcher> watcher(Incarnation incarnation) {
    return Optional.ofNullable(watcherByIncarnation.get(incarnation));
  }

  Optional<SimulatedProcess> process(Incarnation incarnation) {
    return watcher(incarnation)
        .map(SimulatedWatcher::process)
        .or(() -> worker(incarnation).map(SimulatedWorker::process));
  }

  /** All that act as owners, also those that do not know that they are over. */
  List<SimulatedOwner> owners() {
    return owners.stream().filter(SimulatedOwner::acts).toList();
  }

  /** Who owns a key: of those that act, the one that began last. */
  Optional<SimulatedOwner> owner(NamespacedName key) {
    for (SimulatedOwner owner : owners.reversed()) {
      if (owner.acts() && owner.covers(key)) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  /** Where a key stands at its owner. */
  Optional<KeyView> view(NamespacedName key) {
    return owner(key).map(owner -> owner.dispatcher().view(key));
  }

  SimulatedStatus status() {
    return status;
  }

  SimulatedRate rate() {
    return rate;
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

  /** A watcher did something in this step. */
  void stepped(SimulatedWatcher watcher) {
    steppedWatcher = Optional.of(watcher);
  }

  Optional<SimulatedWatcher> steppedWatcher() {
    return steppedWatcher;
  }

  /** The owners that did something in this step. */
  List<SimulatedOwner> steppedOwners() {
    return steppedOwners;
  }

  /** The primaries that the server has now. */
  List<ObservedObject> primaries() {
    return api.collection(Resources.PRIMARIES).all();
  }

  /** How many keys are in a phase at those who own them now. */
  int count(Phase phase) {
    return (int)
        people.names().stream()
            .filter(name ->
                owner(name).filter(owner -> owner.dispatcher().phase(name) == phase).isPresent())
            .count();
  }
}
