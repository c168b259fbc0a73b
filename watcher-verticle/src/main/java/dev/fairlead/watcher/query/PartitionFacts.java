package dev.fairlead.watcher.query;

import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.watcher.controller.PartitionWatch;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import dev.fairlead.watcher.dispatch.Ownership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is known of a partition at one moment. One that is not owned here has no owner, no
 * workers and no counts.
 */
record PartitionFacts(
    Ownership ownership, DispatcherView dispatcher, double endedPerSecond, double failedPerSecond) {

  private static final Incarnation NOBODY = new Incarnation("");

  static PartitionFacts of(PartitionWatch watch, Instant now) {
    return watch
        .owner()
        .map(PartitionFacts::owned)
        .orElseGet(() -> unowned(watch.partition(), now));
  }

  private static PartitionFacts owned(DispatcherDriver owner) {
    return new PartitionFacts(
        owner.ownership(),
        owner.dispatcher().view(),
        owner.endedPerSecond(),
        owner.failedPerSecond());
  }

  static PartitionFacts unowned(Partition partition, Instant now) {
    return new PartitionFacts(
        new Ownership(NOBODY, partition, 0, now),
        new DispatcherView(
            partition,
            0,
            NOBODY,
            false,
            false,
            Integer.MAX_VALUE,
            Map.of(),
            OptionalLong.empty(),
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of()),
        0,
        0);
  }

  /** Whether it is owned here. */
  boolean owned() {
    return !ownership.owner().equals(NOBODY);
  }
}
