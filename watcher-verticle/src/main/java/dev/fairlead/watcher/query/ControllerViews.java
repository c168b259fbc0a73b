package dev.fairlead.watcher.query;

import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.sdk.readiness.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Makes the views of controllers. To count what is ready every primary has to be decoded, so what
 * was found is kept for as long as the object stays at its version. Thread-safe.
 */
final class ControllerViews {

  private record Known(ResourceVersion version, Optional<Boolean> ready) {}

  private final Map<String, Map<NamespacedName, Known>> knownByController =
      new ConcurrentHashMap<>();

  ControllerView of(ControllerFacts facts, List<ObservedObject> objects) {
    Map<NamespacedName, Known> known = readiness(facts, objects);
    List<PartitionFacts> partitions = facts.partitions();
    OptionalLong oldest =
        partitions.stream()
            .flatMapToLong(partition -> partition.dispatcher().oldestDueSinceMillis().stream())
            .min();
    return new ControllerView(
        facts.declaration().controller(),
        facts.declaration().primary().kind().kind(),
        facts.declaration().primary().kind().apiVersion(),
        kinds(facts.declaration().owned()),
        kinds(facts.declaration().reads()),
        objects.size(),
        count(known, true),
        count(known, false),
        in(Phase.DUE, partitions),
        in(Phase.DELAYED, partitions),
        in(Phase.RUNNING, partitions),
        in(Phase.HELD, partitions),
        partitions.stream().anyMatch(partition -> partition.dispatcher().paused()),
        (int)
            partitions.stream()
                .flatMap(partition -> partition.dispatcher().workers().stream())
                .filter(worker -> worker.lastBeatMillis().isPresent())
                .map(DispatcherView.WorkerView::worker)
                .distinct()
                .count(),
        partitions.stream().mapToInt(partition -> partition.dispatcher().credit()).sum(),
        oldest.isPresent() ? Math.max(0, facts.nowMillis() - oldest.getAsLong()) / 1_000.0 : 0,
        partitions.stream().mapToDouble(PartitionFacts::endedPerSecond).sum(),
        partitions.stream().mapToDouble(PartitionFacts::failedPerSecond).sum(),
        facts.told(),
        facts.resource());
  }

  static Stream<PartitionView> partitions(ControllerFacts facts) {
    return facts.partitions().stream()
        .map(partition ->
            new PartitionView(
                facts.declaration().controller(),
                partition.ownership().partition().layout(),
                partition.ownership().partition().number(),
                partition.ownership().owner().id(),
                partition.ownership().epoch(),
                partition.ownership().since(),
                partition.dispatcher().workers().stream()
                    .map(worker -> worker.worker().id())
                    .toList(),
                facts.synced()));
  }

  private static int in(Phase phase, List<PartitionFacts> partitions) {
    return partitions.stream()
        .mapToInt(partition -> partition.dispatcher().counts().getOrDefault(phase, 0))
        .sum();
  }

  private Map<NamespacedName, Known> readiness(
      ControllerFacts facts, List<ObservedObject> objects) {
    String controller = facts.declaration().controller();
    Map<NamespacedName, Known> before = knownByController.getOrDefault(controller, Map.of());
    Map<NamespacedName, Known> now = HashMap.newHashMap(objects.size());
    for (ObservedObject object : objects) {
      Known known = before.get(object.name());
      now.put(
          object.name(),
          known != null && known.version().equals(object.resourceVersion())
              ? known
              : new Known(
                  object.resourceVersion(),
                  Readiness.ofPrimary(facts.declaration().readyCondition(), Json.state(object))
                      .ready()));
    }
    knownByController.put(controller, now);
    return now;
  }

  private static int count(Map<NamespacedName, Known> known, boolean ready) {
    return (int)
        known.values().stream().filter(one -> one.ready().equals(Optional.of(ready))).count();
  }

  private static List<String> kinds(List<WatchedKind> watched) {
    return watched.stream()
        .map(kind -> kind.kind().apiVersion() + " " + kind.kind().kind())
        .distinct()
        .toList();
  }
}
