package dev.fairlead.watcher.query;

import dev.fairlead.kube.mapping.ApiResource;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.controller.ControllerWatch;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.informer.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a controller at one moment, taken on the loop, to be worked out elsewhere.
 *
 * @param unowned what keeps partitions from being owned here, as sentences
 * @param told all problems as sentences, those of workers included
 * @param nowMillis that moment, by the clock of the machines
 * @param now that moment, by the wall clock
 */
record ControllerFacts(
    Declaration declaration,
    Optional<GroupVersionResource> resource,
    List<PartitionFacts> partitions,
    boolean synced,
    List<Problem> problems,
    List<String> unowned,
    List<String> told,
    long nowMillis,
    Instant now) {

  ControllerFacts {
    partitions = List.copyOf(partitions);
    problems = List.copyOf(problems);
    unowned = List.copyOf(unowned);
    told = List.copyOf(told);
  }

  static ControllerFacts of(
      ControllerWatch controller, Controllers controllers, Surroundings world) {
    return new ControllerFacts(
        controller.declaration(),
        controller.primaries().resource().map(ApiResource::resource),
        controller.partitions().all().stream()
            .map(watch -> PartitionFacts.of(watch, world.wallClock().instant()))
            .toList(),
        controller.synced(),
        controller.problems(),
        controller.ownershipProblems(),
        controllers.problems(controller),
        world.loop().nowMillis(),
        world.wallClock().instant());
  }

  static List<ObservedObject> objects(ControllerWatch controller) {
    return controller.primaries().lister().list(Optional.empty(), Integer.MAX_VALUE);
  }

  /** A partition; one that nothing is known of is not owned here. */
  PartitionFacts of(Partition partition) {
    return partitions.stream()
        .filter(facts -> facts.ownership().partition().equals(partition))
        .findFirst()
        .orElseGet(() -> PartitionFacts.unowned(partition, now));
  }

  /** A time of the machines' clock as people read it. */
  Instant at(long millis) {
    return now.plusMillis(millis - nowMillis);
  }
}
