package dev.fairlead.bench.mesh;

import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.report.Results;
import java.time.Duration;
import java.util.List;

/**
 * A second process joins one that is there: how long until the first knows it, and how much memory
 * it has when it is calm and has nothing to do. One role after the other, workers first.
 *
 * @param count how often
 */
public record Joining(int count) {

  private static final List<String> ROLES = List.of("reconciler", "watcher", "status", "gateway");
  private static final Duration JOINED_MAX = Duration.ofMinutes(1);
  private static final double NANOS_PER_SECOND = 1e9;

  public void run(Ground ground, Results results) {
    try (Mesh mesh = new Mesh(ground, Program.MEMCACHED, List.of("first", "second"))) {
      // It is not ready as long as it is alone; its own start is not what is measured.
      Ground.awaitCalm(mesh.start("first", "gateway", "watcher").pids());
      for (String role : ROLES) {
        for (int i = 0; i < count; i++) {
          join(mesh, role, results);
        }
      }
    }
  }

  private static void join(Mesh mesh, String role, Results results) {
    String work = "an idle process: " + role;
    Operator second = mesh.start("second", role);
    // The first is ready when it is not alone any more, so it cannot be asked before.
    Gateway gateway = new Gateway(mesh.awaitReady("first"));
    Ground.await("that it has joined", JOINED_MAX, () -> gateway.members().size() == 2);
    double joined = (System.nanoTime() - second.startedNanos()) / NANOS_PER_SECOND;
    mesh.awaitReady("second");
    double ready = (System.nanoTime() - second.startedNanos()) / NANOS_PER_SECOND;
    Ground.awaitCalm(second.pids());
    Meter.Reading now = Meter.read(second.pids());
    results.add(Framework.FAIRLEAD, work, "known to the first after, s", joined);
    results.add(Framework.FAIRLEAD, work, "ready after, s", ready);
    results.add(Framework.FAIRLEAD, work, "resident, MiB", now.since(now).residentMiB());
    second.close();
    Ground.await("that it is gone", JOINED_MAX, () -> gateway.members().size() == 1);
  }
}
