package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.cluster.ChildWatch;
import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two processes of each role are restarted one after the other, each when the one before is ready
 * again, while new objects come and people ask. A gateway is asked nothing more before it is told
 * to end, as by a Service that no longer has it.
 */
public record RollingRestart() {

  private static final String WORK = "rolling restart of six processes";
  private static final Map<String, String[]> PROCESSES = processes();
  private static final Duration CHILDREN_MAX = Duration.ofMinutes(1);

  private static Map<String, String[]> processes() {
    Map<String, String[]> processes = new LinkedHashMap<>();
    for (String number : List.of("-1", "-2")) {
      processes.put("watcher" + number, new String[] {"watcher"});
      processes.put("worker" + number, new String[] {"reconciler", "status"});
      processes.put("gateway" + number, new String[] {"gateway"});
    }
    return processes;
  }

  public void run(Ground ground, ChildWatch children, Results results) {
    try (Mesh mesh = new Mesh(ground, Program.MEMCACHED, List.copyOf(PROCESSES.keySet()))) {
      PROCESSES.forEach(mesh::start);
      Map<String, Gateway> gateways = new LinkedHashMap<>();
      for (String name : PROCESSES.keySet()) {
        ready(mesh, name).ifPresent(gateway -> gateways.put(name, gateway));
      }
      ground.cluster().createMemcached(Site.NAMESPACE, Traffic.ASKED, 1);
      Ground.await(
          "the first Deployment",
          CHILDREN_MAX,
          () -> children.addedNanos(Traffic.ASKED).isPresent());
      mesh.awaitCalm();
      try (Traffic traffic = new Traffic(ground.cluster(), gateways)) {
        PROCESSES.forEach((name, roles) -> {
          traffic.spare(name);
          mesh.process(name).close();
          mesh.start(name, roles);
          ready(mesh, name).ifPresent(gateway -> traffic.begin(name, gateway));
        });
        traffic.end();
        tell(traffic, children, results);
        tellFailures(traffic, ground.logs());
      }
    }
  }

  /** Waits until a process serves; what is asked, if it is a gateway. */
  private static Optional<Gateway> ready(Mesh mesh, String name) {
    URI address = mesh.awaitReady(name);
    return name.startsWith("gateway") ? Optional.of(new Gateway(address)) : Optional.empty();
  }

  private static void tell(Traffic traffic, ChildWatch children, Results results) {
    long deadline = System.nanoTime() + CHILDREN_MAX.toNanos();
    long lost;
    do {
      Pause.briefly();
      lost = traffic.created().stream().filter(name -> children.addedNanos(name).isEmpty()).count();
    } while (lost > 0 && System.nanoTime() < deadline);
    note(results, "new objects", traffic.created().size());
    note(results, "of them without a child after a minute", (double) lost);
    note(results, "queries at the gateways", traffic.asked());
    note(results, "of them failed", traffic.failures().size());
  }

  /** For those who look for the cause. */
  private static void tellFailures(Traffic traffic, Path logs) {
    try {
      Files.write(logs.resolve("failed-queries.txt"), traffic.failures());
    } catch (IOException e) {
      throw new BenchException("the failed queries cannot be written down: " + e, e);
    }
  }

  private static void note(Results results, String what, double value) {
    results.add(Framework.FAIRLEAD, WORK, what, value);
  }
}
