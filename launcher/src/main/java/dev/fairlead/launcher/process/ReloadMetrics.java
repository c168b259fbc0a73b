package dev.fairlead.launcher.process;

import dev.fairlead.mesh.telemetry.MeterGroup;
import io.micrometer.core.instrument.Counter;

/** Counts what became of changes of the configuration. Thread-safe. */
final class ReloadMetrics {

  private final Counter applied;
  private final Counter refused;

  ReloadMetrics(MeterGroup meters) {
    this.applied = counter(meters, "applied");
    this.refused = counter(meters, "refused");
  }

  void applied() {
    applied.increment();
  }

  void refused() {
    refused.increment();
  }

  private static Counter counter(MeterGroup meters, String result) {
    return meters.counter(
        "fairlead_config_reloads_total",
        "Changes of the configuration that were applied, or refused as wrong",
        "result",
        result);
  }
}
