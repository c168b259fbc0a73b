package dev.fairlead.watcher.metrics;

import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.protocol.message.Partition;

/**
 * Whether a partition is owned here, under the name of its Lease. Written on the loop, read
 * anywhere.
 */
final class PartitionMetrics implements Series {

  private final MeterGroup lease;
  private final MeterGroup ownership;
  private volatile long epoch;

  PartitionMetrics(Meters meters, Partition partition) {
    lease = meters.group("name", partition.toString());
    ownership =
        meters.group("controller", partition.controller(), "partition", partition.toString());
    lease.gauge(
        "leader_election_master_status",
        "1 where the Lease of this name is held, 0 where it is stood for",
        () -> epoch == 0 ? 0 : 1);
    ownership.gauge(
        "fairlead_partition_epoch",
        "The epoch at which the partition is owned here; 0 where it is not",
        () -> epoch);
  }

  /** By the epoch at which it is owned; 0 if it is not. */
  void sampled(long now) {
    epoch = now;
  }

  @Override
  public void close() {
    lease.close();
    ownership.close();
  }
}
