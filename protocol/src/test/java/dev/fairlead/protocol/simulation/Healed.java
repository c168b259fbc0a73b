package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Layouts;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.rollout.VersionOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Liveness: once faults have stopped, every due key has completed, every hold is released, and the
 * API server has what the primaries want.
 */
final class Healed {

  private static final List<Phase> OPEN =
      List.of(Phase.DUE, Phase.DELAYED, Phase.RUNNING, Phase.HELD);

  private Healed() {}

  static boolean is(World world) {
    return owned(world)
        && OPEN.stream().allMatch(phase -> world.count(phase) == 0)
        && missing(world).isEmpty();
  }

  /** What is not as it should be; empty if everything is. */
  static String missing(World world) {
    List<String> missing = new ArrayList<>();
    for (Phase phase : OPEN) {
      if (world.count(phase) > 0) {
        missing.add(world.count(phase) + " keys are " + phase);
      }
    }
    if (world.api().away()) {
      missing.add("the API server is away");
    }
    if (world.writesOnTheWay() > 0) {
      missing.add("a write is on its way");
    }
    if (world.watchers().stream().anyMatch(watcher -> watcher.process().paused())
        || world.status().process().paused()
        || world.workers().stream().anyMatch(worker -> worker.process().paused())) {
      missing.add("a process is paused");
    }
    if (!owned(world)) {
      missing.add("not every partition has one owner that is synced");
    }
    for (SimulatedOwner owner : world.owners()) {
      if (world.leases().lease(owner.partition()) instanceof Lease.Kept kept
          && !living(world).containsAll(kept.record().roster())) {
        missing.add("the dead are on the roster of " + owner.partition());
      }
      for (GroupVersionResource resource : Resources.ALL) {
        long progress = SimulatedApiServer.number(owner.cache(resource).reached());
        if (progress < world.api().collection(resource).version()) {
          missing.add("the cache of " + resource + " is at " + progress);
        }
      }
    }
    if (!world.frozen()) {
      world.owners().stream()
          .filter(owner -> isOutdated(world, owner))
          .forEach(owner -> missing.add("there is a newer version than " + version(owner)));
    }
    Set<String> uids = new HashSet<>();
    for (ObservedObject primary : world.primaries()) {
      uids.add(primary.metadata().uid());
      if (!Resources.selects(primary)) {
        continue;
      }
      boolean paused = primary.metadata().annotations().containsKey(Resources.PAUSED);
      if (!paused && !DesiredState.rejects(primary)) {
        List<SimulatedWrite> plan = DesiredState.plan(primary, children(world, primary));
        if (!plan.isEmpty()) {
          missing.add(primary.name() + " still wants " + plan);
        }
      }
      if (!paused && !isSaid(primary)) {
        missing.add(primary.name() + " is not said to be as it is");
      }
    }
    for (ObservedObject child : world.api().collection(Resources.CHILDREN).all()) {
      String owner =
          child.metadata().controllerOwner().map(reference -> reference.uid()).orElse("");
      if (!uids.contains(owner)) {
        missing.add(child.name() + " belongs to nobody");
      }
    }
    for (NamespacedName key : world.people().names()) {
      for (SimulatedAttempt attempt : world.live(key)) {
        if (attempt.authorised()) {
          missing.add(attempt.token() + " runs");
        }
      }
    }
    return String.join("; ", missing);
  }

  private static Set<Incarnation> living(World world) {
    return world.workers().stream().map(SimulatedWorker::incarnation).collect(Collectors.toSet());
  }

  private static String version(SimulatedOwner owner) {
    return owner.declaration().version();
  }

  private static boolean isOutdated(World world, SimulatedOwner owner) {
    return world.workers().stream()
        .map(worker -> worker.declaration().version())
        .anyMatch(version -> VersionOrder.ORDER.compare(version, version(owner)) > 0);
  }

  /** Whether every partition of the layout that is wanted has exactly one owner. */
  private static boolean owned(World world) {
    List<SimulatedOwner> owners = world.owners();
    List<Partition> wanted =
        new Layouts(Resources.CONTROLLER, world.layouts()).wanted().of(Resources.CONTROLLER);
    return owners.size() == wanted.size()
        && owners.stream().allMatch(SimulatedOwner::synced)
        && wanted.stream()
            .allMatch(partition ->
                owners.stream().anyMatch(owner -> owner.partition().equals(partition)));
  }

  /** Whether its status speaks of its generation, and rightly. */
  private static boolean isSaid(ObservedObject primary) {
    return SimulatedStatus.ready(primary.metadata().fields().getOrDefault(Resources.READY, ""))
        .filter(ready -> ready.observedGeneration() == primary.metadata().generation())
        .filter(ready -> ready.isTrue() != DesiredState.rejects(primary))
        .isPresent();
  }

  private static List<ObservedObject> children(World world, ObservedObject primary) {
    return world.api().collection(Resources.CHILDREN).shown().stream()
        .filter(child ->
            child
                .metadata()
                .controllerOwner()
                .filter(owner -> owner.uid().equals(primary.metadata().uid()))
                .isPresent())
        .toList();
  }
}
