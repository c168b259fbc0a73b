package dev.fairlead.acceptance;

import dev.fairlead.acceptance.Fleet.Member;
import dev.fairlead.controlplane.ControlPlane;
import java.time.Duration;
import java.util.List;

/** Four processes, in which every role is there twice. */
class FourProcessesIT extends ProcessStories {

  FourProcessesIT(ControlPlane plane) {
    super(
        plane,
        List.of(
            new Member("one", List.of(Fleet.WATCHER, Fleet.STATUS)),
            new Member("two", List.of(Fleet.WATCHER, Fleet.STATUS)),
            new Member("three", List.of(Fleet.RECONCILER, Fleet.GATEWAY)),
            new Member("four", List.of(Fleet.RECONCILER, Fleet.GATEWAY))),
        Duration.ZERO);
  }
}
