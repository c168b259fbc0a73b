package dev.fairlead.launcher.process;

import dev.fairlead.mesh.health.HealthChecks.Verdict;
import dev.fairlead.watcher.WatcherHealth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether every controller of the process, and every other that its watcher has heard of, is
 * synced. Safe for use by many threads.
 */
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
    if (now.synced() && now.synced(controllers)) {
      return "";
    }
    List<String> problems = now.problems();
    if (!problems.isEmpty()) {
      return String.join("; ", problems);
    }
    return Stream.concat(
            controllers.stream(), now.controllers().stream().map(WatcherHealth.Controller::name))
        .distinct()
        .filter(name -> !now.synced(List.of(name)))
        .collect(Collectors.joining(", ", "the caches of ", " are being filled"));
  }

  Verdict verdict() {
    String waiting = waitingFor();
    return waiting.isEmpty() ? Verdict.OK : Verdict.waiting(waiting);
  }
}
