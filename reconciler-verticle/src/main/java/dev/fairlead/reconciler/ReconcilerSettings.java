package dev.fairlead.reconciler;

import dev.fairlead.protocol.worker.WorkerSettings;
import java.time.Duration;

/**
 * The times of a reconciler role.
 *
 * @param worker those of the dispatch protocol
 * @param statusAnswer how long an attempt waits for the status service
 * @param snapshotAnswer how long an attempt waits for what its owner has kept back, each piece
 * @param drain how long running attempts may take to end when the process leaves
 * @param poolNamespace where the permits of pools are kept, as Leases
 */
public record ReconcilerSettings(
    WorkerSettings worker,
    Duration statusAnswer,
    Duration snapshotAnswer,
    Duration drain,
    String poolNamespace) {

  /** The defaults of the design: three seconds for a status, half a minute to drain. */
  public static ReconcilerSettings defaults() {
    return new ReconcilerSettings(
        WorkerSettings.defaults(),
        Duration.ofSeconds(3),
        Duration.ofSeconds(3),
        Duration.ofSeconds(30),
        "fairlead-system");
  }
}
