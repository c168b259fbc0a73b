package dev.fairlead.watcher.controller;

import dev.fairlead.kube.mapping.RESTMapper;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.informer.SharedCollection;
import dev.fairlead.watcher.informer.SharedCollections;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers of a watcher. A controller is taken up when the first worker announces it; what
 * its workers declare may differ, as in a rolling update. Lives on the loop.
 */
public final class Controllers {

  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);

  private final Incarnation self;
  private final Opening opening;
  private final boolean handsOver;
  private List<String> namespaces;
  private final OperatorCode code;
  private ControllerSettings.Of settings;
  private final RESTMapper mapper;
  private final Surroundings world;
  private final SharedCollections shared;
  private final Consumer<Controllers> changed;
  private final Map<String, ControllerRollout> controllers = new TreeMap<>();

  /**
   * None yet.
   *
   * @param opening how partitions come to be owned
   * @param handsOver whether another declaration can follow the first one of a controller
   * @param namespaces what the watcher is narrowed to; empty for all
   * @param settings how each is treated
   * @param code what this process has of the operators' own code
   * @param changed hears that a controller is in step, is no longer, or has other problems
   */
  public Controllers(
      Incarnation self,
      Opening opening,
      boolean handsOver,
      List<String> namespaces,
      ControllerSettings.Of settings,
      OperatorCode code,
      RESTMapper mapper,
      Surroundings world,
      Consumer<Controllers> changed) {
    this.self = self;
    this.opening = opening;
    this.handsOver = handsOver;
    this.namespaces = List.copyOf(namespaces);
    this.settings = settings;
    this.code = code;
    this.mapper = mapper;
    this.world = world;
    this.shared = new SharedCollections(world.loop(), world.source(), world.random());
    this.changed = changed;
  }

  /** All of them, by name. */
  public Collection<ControllerWatch> all() {
    return controllers.values().stream().map(ControllerRollout::serving).toList();
  }

  /** One of them. */
  public Optional<ControllerWatch> find(String name) {
    return Optional.ofNullable(controllers.get(name)).map(ControllerRollout::serving);
  }

  /** All that is cached for them. */
  public Collection<SharedCollection> collections() {
    return shared.all();
  }

  /** What keeps a controller from working, cause and remedy, one line each. */
  public List<String> problems(ControllerWatch controller) {
    return Stream.of(
            controller.ownershipProblems().stream(),
            controller.problems().stream().map(Problem::sentence),
            rollout(controller).stream().flatMap(rollout -> rollout.problems().stream()))
        .flatMap(problems -> problems)
        .toList();
  }

  /** Treats every controller otherwise from now on. */
  public void treat(ControllerSettings.Of other) {
    settings = other;
    controllers.values().forEach(rollout -> rollout.treat(other));
  }

  /** Watches these namespaces of every controller from now on; empty for all. */
  public void narrow(List<String> others) {
    if (!others.equals(namespaces)) {
      namespaces = List.copyOf(others);
      controllers.values().forEach(rollout -> rollout.narrow(namespaces));
    }
  }

  /** Takes a message from the bus. */
  public void received(Object message) {
    switch (message) {
      case Announce announce -> announced(announce);
      case Beat beat -> pass(beat.partition(), new DispatcherInput.BeatReceived(beat));
      case Promise promise ->
          pass(promise.partition(), new DispatcherInput.PromiseReceived(promise));
      case AssignReply reply ->
          pass(reply.token().partition(), new DispatcherInput.AssignAnswered(reply));
      case Finished finished ->
          pass(finished.token().partition(), new DispatcherInput.FinishedReceived(finished));
      case Vacated(Partition partition) ->
          watch(partition).ifPresent(watch -> watch.tell(new LeaderElectorInput.LeaseHinted()));
      case Standing standing ->
          find(standing.controller()).ifPresent(controller -> controller.heard(standing));
      default ->
          LOG.warn("a {} was sent to a watcher; it is ignored", message.getClass().getName());
    }
  }

  /** A process is missed, or fell silent. */
  public void suspected(Incarnation process) {
    tell(new LeaderElectorInput.Suspected(process));
    all()
        .forEach(controller ->
            controller.partitions().handle(new DispatcherInput.WorkerSuspected(process)));
  }

  /** A process that was suspected is there. */
  public void trusted(Incarnation process) {
    tell(new LeaderElectorInput.Trusted(process));
  }

  /** Gives up every partition, in good order; {@link #left} becomes true. */
  public void leave() {
    controllers.values().forEach(ControllerRollout::leave);
  }

  /** Whether nothing is owned here, and nothing ever will be. */
  public boolean left() {
    return controllers.values().stream().allMatch(ControllerRollout::left);
  }

  private void tell(LeaderElectorInput input) {
    all().forEach(controller -> controller.partitions().tell(input));
  }

  /** Stops all of them and closes every stream. */
  public void close() {
    controllers.values().forEach(ControllerRollout::close);
    controllers.clear();
    shared.close();
  }

  private void pass(Partition partition, DispatcherInput input) {
    watch(partition).ifPresent(watch -> watch.handle(input));
  }

  private Optional<PartitionWatch> watch(Partition partition) {
    return find(partition.controller())
        .flatMap(controller -> controller.partitions().find(partition));
  }

  private void announced(Announce announce) {
    for (Declaration declaration : announce.declarations()) {
      ControllerRollout known = controllers.get(declaration.controller());
      ControllerRollout rollout = known == null ? takeUp(declaration) : known;
      rollout.announced(announce.worker(), declaration);
    }
  }

  private ControllerRollout takeUp(Declaration declaration) {
    LOG.info(
        "taking up controller {} for {}", declaration.controller(), declaration.primary().kind());
    ControllerRollout rollout =
        new ControllerRollout(world.loop(), handsOver, declaration, this::open);
    controllers.put(declaration.controller(), rollout);
    return rollout;
  }

  private ControllerWatch open(Declaration declaration) {
    return new ControllerWatch(
        self,
        declaration,
        namespaces,
        settings.of(declaration),
        code,
        mapper,
        shared,
        world,
        opening,
        new ControllerWatch.Listener() {

          @Override
          public void stateChanged(ControllerWatch controller) {
            rollout(controller).ifPresent(rollout -> rollout.changed(controller));
            changed.accept(Controllers.this);
          }

          @Override
          public void reachesNobody(ControllerWatch controller) {
            rollout(controller).ifPresent(ControllerRollout::reachesNobody);
          }
        });
  }

  private Optional<ControllerRollout> rollout(ControllerWatch controller) {
    return Optional.ofNullable(controllers.get(controller.declaration().controller()));
  }
}
