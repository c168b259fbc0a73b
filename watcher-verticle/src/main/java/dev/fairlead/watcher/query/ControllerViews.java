package dev.fairlead.watcher.query;

import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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
    DispatcherView dispatcher = facts.dispatcher();
    return new ControllerView(
        facts.declaration().controller(),
        facts.declaration().primary().kind().kind(),
        facts.declaration().primary().kind().apiVersion(),
        kinds(facts.declaration().owned()),
        kinds(facts.declaration().reads()),
        objects.size(),
        count(known, true),
        count(known, false),
        dispatcher.counts().getOrDefault(Phase.DUE, 0),
        dispatcher.counts().getOrDefault(Phase.DELAYED, 0),
        dispatcher.counts().getOrDefault(Phase.RUNNING, 0),
        dispatcher.counts().getOrDefault(Phase.HELD, 0),
        dispatcher.paused(),
        dispatcher.workers().size(),
        dispatcher.credit(),
        dispatcher.oldestDueSinceMillis().isPresent()
            ? Math.max(0, facts.nowMillis() - dispatcher.oldestDueSinceMillis().getAsLong())
                / 1_000.0
            : 0,
        facts.endedPerSecond(),
        facts.failedPerSecond(),
        facts.told(),
        facts.resource());
  }

  static PartitionView partition(ControllerFacts facts) {
    return new PartitionView(
        facts.declaration().controller(),
        facts.ownership().partition().layout(),
        facts.ownership().partition().number(),
        facts.ownership().owner().id(),
        facts.ownership().epoch(),
        facts.ownership().since(),
        facts.dispatcher().workers().stream().map(worker -> worker.worker().id()).toList(),
        facts.synced());
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
                  Readiness.ofPrimary(
                          facts.declaration().readyCondition(), Json.decode(object.frame()))
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
