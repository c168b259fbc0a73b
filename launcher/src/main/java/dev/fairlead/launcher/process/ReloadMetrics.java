package dev.fairlead.launcher.process;

import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.mesh.telemetry.MeterGroup;
import io.micrometer.core.instrument.Counter;
import java.util.List;

/** Counts what became of changes of the configuration. Thread-safe. */
final class ReloadMetrics implements LiveConfiguration.Listener {

  private final Counter applied;
  private final Counter refused;

  ReloadMetrics(MeterGroup meters) {
    this.applied = counter(meters, "applied");
    this.refused = counter(meters, "refused");
  }

  @Override
  public void changed(LiveConfiguration.Change change) {
    applied.increment();
  }

  @Override
  public void refused(List<String> problems) {
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
