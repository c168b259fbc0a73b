package dev.fairlead.launcher.process;

import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.watcher.WatcherHealth;
import java.util.List;

/** Whether every controller of the process is synced. Safe for use by many threads. */
final class Readiness {

  private final List<String> controllers;
  private volatile WatcherHealth health = WatcherHealth.NONE;

  Readiness(List<String> controllers) {
    this.controllers = List.copyOf(controllers);
  }

  void heard(WatcherHealth news) {
    health = news;
  }

  /** In one line; empty if it is ready. */
  String waitingFor() {
    WatcherHealth now = health;
    if (now.synced(controllers)) {
      return "";
    }
    List<String> problems = now.problems();
    if (!problems.isEmpty()) {
      return String.join("; ", problems);
    }
    return "the caches of "
        + String.join(
            ", ", controllers.stream().filter(name -> !now.synced(List.of(name))).toList())
        + " are being filled";
  }

  Verdict verdict() {
    String waiting = waitingFor();
    return waiting.isEmpty() ? Verdict.OK : Verdict.waiting(waiting);
  }
}
