package dev.fairlead.gateway;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.query.ChildView;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.WriteView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One view of each kind in which everything is known, and one in which nothing is. */
final class Examples {

  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final Instant AT = Instant.parse("2026-01-02T03:04:05.060Z");

  static final WriteView WRITE = new WriteView("patch", "deployments.apps default/cache", 200);

  static final PartitionView PARTITION =
      new PartitionView("memcached", 1, 0, "host-1", 7, AT, List.of("host-1"), true);

  static final ControllerView CONTROLLER =
      new ControllerView(
          "memcached",
          "Memcached",
          "cache.example.com/v1",
          List.of("apps/v1 Deployment"),
          List.of(),
          10,
          7,
          3,
          1,
          2,
          1,
          1,
          false,
          2,
          64,
          1.5,
          20.25,
          0.5,
          List.of("cannot list deployments.apps"),
          Optional.of(new GroupVersionResource("cache.example.com", "v1", "memcacheds")));

  static final ObjectView OBJECT =
      new ObjectView(
          "memcached",
          "default",
          "cache",
          "u-1",
          "42",
          3,
          2,
          Phase.RUNNING,
          Optional.of(true),
          List.of(Map.of("type", "Available", "status", "True", "observedGeneration", 2)),
          List.of("PRIMARY_CHANGED"),
          "host-1",
          7,
          12,
          Optional.of("host-2"),
          Optional.of("done"),
          Optional.of("boom"),
          Optional.of(15L),
          Optional.of(AT),
          Optional.of(AT.plusSeconds(1)),
          Optional.of(TRACE),
          List.of(
              new ChildView("apps/v1", "Deployment", "default", "cache", Optional.of(true)),
              new ChildView("v1", "ConfigMap", "", "c", Optional.empty())));

  static final ObjectView UNKNOWN_OBJECT =
      new ObjectView(
          "memcached",
          "",
          "bare",
          "u-2",
          "43",
          1,
          0,
          Phase.IDLE,
          Optional.empty(),
          List.of(),
          List.of(),
          "",
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  static final ExplainView EXPLAIN =
      new ExplainView(
          "It waits for its Deployment.",
          "childNotReady",
          Phase.DELAYED,
          Optional.of(false),
          1234,
          "Deployment default/cache",
          List.of("CHILD_CHANGED"),
          "host-1",
          7,
          12,
          Optional.of("host-2"),
          List.of(WRITE, new WriteView("create", "configmaps default/c", 0)),
          List.of("a hold"),
          Optional.of("boom"),
          Optional.of(AT),
          Optional.of(TRACE));

  static final HistoryItem HISTORY_ITEM =
      new HistoryItem(
          AT,
          "attempt",
          12,
          7,
          Optional.of("host-2"),
          List.of("CHILD_CHANGED"),
          Optional.of("failed"),
          Optional.of("boom"),
          Optional.of(15L),
          List.of(WRITE),
          Optional.of(TRACE));

  static ControllerView named(String name) {
    return controller(name, CONTROLLER.resource());
  }

  static ControllerView withoutResource() {
    return controller("memcached", Optional.empty());
  }

  private static ControllerView controller(String name, Optional<GroupVersionResource> resource) {
    return new ControllerView(
        name,
        CONTROLLER.kind(),
        CONTROLLER.apiVersion(),
        List.of(),
        List.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        false,
        0,
        0,
        0,
        0,
        0,
        List.of(),
        resource);
  }

  static PartitionView ownedBy(String owner, long epoch) {
    return new PartitionView("memcached", 1, 0, owner, epoch, AT, List.of(owner), true);
  }

  static Presence presence(String incarnation) {
    return new Presence(
        new Incarnation(incarnation), Set.of(Role.RECONCILER), "host", "zone-a", "1.2.3", AT, 0.5);
  }

  private Examples() {}
}
