package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The names of what the simulated controller works on. */
final class Resources {

  static final String CONTROLLER = "memcached";
  static final Partition PARTITION = Partition.whole(CONTROLLER);

  /** How many partitions the second layout has. */
  static final int PARTITIONS_LATER = 2;

  static final GroupVersionKind PRIMARY_KIND =
      new GroupVersionKind("cache.example.com", "v1", "Memcached");
  static final GroupVersionResource PRIMARIES =
      new GroupVersionResource("cache.example.com", "v1", "memcacheds");
  static final GroupVersionResource CHILDREN =
      new GroupVersionResource("apps", "v1", "deployments");
  static final List<GroupVersionResource> ALL = List.of(PRIMARIES, CHILDREN);

  /** Where a worker runs. */
  static String zone(String worker) {
    return worker.hashCode() % 2 == 0 ? "even" : "odd";
  }

  /** Where a key should best be worked on; nobody keeps it from being worked on elsewhere. */
  static String zone(NamespacedName key) {
    return key.name().hashCode() % 2 == 0 ? "even" : "";
  }

  /** The controller as workers of a version declare it. */
  static Declaration declaration(String version, int workersMax) {
    GroupVersionKind child = new GroupVersionKind("apps", "v1", "Deployment");
    return new Declaration(
        CONTROLLER,
        version,
        new WatchedKind(PRIMARY_KIND, new KeyMapping.Self(), "tier=cache", "", true),
        List.of(new WatchedKind(child, new KeyMapping.ControllerOwner(), "tier=cache", "", false)),
        List.of(),
        "Ready",
        List.of(),
        Duration.ofMillis(SimulatedOwner.DEADLINE_MILLIS),
        Duration.ZERO,
        workersMax);
  }

  /** In which partition of a layout a key is. */
  static int number(NamespacedName key, int layout) {
    return layout == 1 ? 0 : Math.floorMod(key.hashCode(), PARTITIONS_LATER);
  }

  /** The labels that the declared selectors ask for, of primaries and of children. */
  static final Map<String, String> SELECTED = Map.of("tier", "cache");

  /** Whether the declared selectors show an object to those who list and watch. */
  static boolean selects(ObservedObject object) {
    return object.metadata().labels().entrySet().containsAll(SELECTED.entrySet());
  }

  /** The annotation that asks to be left alone. */
  static final String PAUSED = "fairlead.dev/paused";

  /** How many children a primary wants. */
  static final String SIZE = "spec.size";

  /** What each child of a primary contains. */
  static final String COLOR = "spec.color";

  /** What is said of a primary: its condition Ready. */
  static final String READY = "status.ready";

  private Resources() {}
}
