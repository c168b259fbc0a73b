package dev.fairlead.acceptance;

import dev.fairlead.acceptance.Fleet.Member;
import dev.fairlead.controlplane.ControlPlane;
import java.time.Duration;
import java.util.List;

/** Nine processes with one role each, and its rights only. */
class NineProcessesIT extends ProcessStories {

  NineProcessesIT(ControlPlane plane) {
    super(
        plane,
        List.of(
            new Member("watcher-1", List.of(Fleet.WATCHER)),
            new Member("watcher-2", List.of(Fleet.WATCHER)),
            new Member("reconciler-1", List.of(Fleet.RECONCILER)),
            new Member("reconciler-2", List.of(Fleet.RECONCILER)),
            new Member("reconciler-3", List.of(Fleet.RECONCILER)),
            new Member("status-1", List.of(Fleet.STATUS)),
            new Member("status-2", List.of(Fleet.STATUS)),
            new Member("gateway-1", List.of(Fleet.GATEWAY)),
            new Member("gateway-2", List.of(Fleet.GATEWAY))),
        Duration.ofSeconds(30));
  }
}
