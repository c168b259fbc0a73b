package dev.fairlead.bench.mesh;

import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.mesh.Gateway.Standing;
import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of two workers is killed while it runs attempts: how long until the last of these keys runs
 * again, and how often the API server was asked for a list meanwhile.
 *
 * @param count how often
 */
public record WorkerLoss(int count) {

  private static final String WORK = "worker killed";
  private static final String CONTROLLER = "waiting";
  private static final Duration STEP_MAX = Duration.ofMinutes(1);

  /** Fewer than one worker takes, so that none has to wait for another. */
  private static final int OBJECTS = 8;

  /** Attempts are long, so that what runs is known when the worker is killed. */
  private static final long ATTEMPT_MILLIS = 8_000;

  private static final double NANOS_PER_SECOND = 1e9;

  public void run(Ground ground, Results results) {
    try (Mesh mesh = new Mesh(ground, Program.LOAD, List.of("owner", "gate", "left", "right"))) {
      mesh.start("owner", "watcher");
      mesh.start("gate", "gateway");
      Gateway gateway = new Gateway(mesh.awaitReady("gate"));
      mesh.awaitReady("owner");
      String staying = join(mesh, gateway, "left");
      String name = "left";
      for (int number = 0; number < OBJECTS; number++) {
        ground.cluster().createLoad(Site.NAMESPACE, "held-" + number, CONTROLLER, ATTEMPT_MILLIS);
      }
      for (int i = 0; i < count; i++) {
        String next = name.equals("left") ? "right" : "left";
        String joined = join(mesh, gateway, next);
        mesh.awaitCalm();
        lose(mesh, gateway, ground, name, staying, results);
        name = next;
        staying = joined;
      }
    }
  }

  /** Starts a worker and waits until its owner knows it; its incarnation. */
  private static String join(Mesh mesh, Gateway gateway, String name) {
    Set<String> before = gateway.reconcilers();
    mesh.start(name, "reconciler", "status");
    mesh.awaitReady(name);
    Set<String> joined = new HashSet<>();
    Ground.await(
        "that " + name + " has joined",
        STEP_MAX,
        () -> {
          joined.addAll(gateway.reconcilers());
          joined.removeAll(before);
          return !joined.isEmpty();
        });
    return joined.iterator().next();
  }

  private static void lose(
      Mesh mesh, Gateway gateway, Ground ground, String name, String worker, Results results) {
    Ground.await(
        "that " + name + " runs attempts", STEP_MAX, () -> !runBy(gateway, worker).isEmpty());
    // What has begun lately runs still when the worker is killed.
    Pause.millis(ATTEMPT_MILLIS / 20);
    long lists = ground.cluster().listsOfLoad();
    Map<String, Long> lost = runBy(gateway, worker);
    long killed = System.nanoTime();
    mesh.process(name).kill();
    Ground.await(
        "that all keys run again",
        STEP_MAX,
        () -> {
          Map<String, Standing> now = gateway.objects(CONTROLLER);
          return lost.entrySet().stream()
              .allMatch(key -> {
                Standing standing = now.get(key.getKey());
                return standing != null && standing.attempt() > key.getValue();
              });
        });
    note(results, "keys run again after, s", (System.nanoTime() - killed) / NANOS_PER_SECOND);
    note(results, "keys that ran on it", lost.size());
    note(results, "LISTs meanwhile", (double) (ground.cluster().listsOfLoad() - lists));
  }

  /** The attempts that a worker runs, by the name of their object. */
  private static Map<String, Long> runBy(Gateway gateway, String worker) {
    return gateway.objects(CONTROLLER).entrySet().stream()
        .filter(object -> object.getValue().worker().equals(worker))
        .collect(Collectors.toMap(Map.Entry::getKey, object -> object.getValue().attempt()));
  }

  private static void note(Results results, String what, double value) {
    results.add(Framework.FAIRLEAD, WORK, what, value);
  }
}
