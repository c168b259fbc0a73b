package dev.fairlead.bench.mesh;

import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reconciles that wait for 50 ms, ten at a time in a worker, and always more of them due than are
 * done: how many a second with one worker, and with four.
 *
 * @param seconds how long each is looked at
 */
public record ScaleOut(int seconds) {

  private static final String WORK = "scale-out, reconciles of 50 ms";
  private static final String CONTROLLER = "waiting";
  private static final Duration STEP_MAX = Duration.ofMinutes(2);
  private static final int WORKERS = 4;
  private static final int OBJECTS = 300;
  private static final long ATTEMPT_MILLIS = 50;
  private static final long WARM_UP_MILLIS = 10_000;

  public void run(Ground ground, Results results) {
    List<String> workers =
        IntStream.rangeClosed(1, WORKERS).mapToObj(number -> "worker-" + number).toList();
    List<String> names = Stream.concat(Stream.of("owner", "gate"), workers.stream()).toList();
    try (Mesh mesh = new Mesh(ground, Program.LOAD, names)) {
      mesh.start("owner", "watcher");
      mesh.start("gate", "gateway");
      Gateway gateway = new Gateway(mesh.awaitReady("gate"));
      for (int number = 0; number < OBJECTS; number++) {
        ground.cluster().createLoad(Site.NAMESPACE, "slow-" + number, CONTROLLER, ATTEMPT_MILLIS);
      }
      join(mesh, workers.getFirst());
      double one = pace(gateway, 1);
      // One after the other: none is to be slowed down by the start of another.
      workers.stream().skip(1).forEach(worker -> join(mesh, worker));
      double all = pace(gateway, WORKERS);
      note(results, "1 worker, attempts a second", one);
      note(results, "%d workers, attempts a second".formatted(WORKERS), all);
      note(results, "of %d times one, %%".formatted(WORKERS), 100 * all / (WORKERS * one));
    }
  }

  private static void join(Mesh mesh, String worker) {
    mesh.start(worker, "reconciler");
    mesh.awaitReady(worker);
  }

  private double pace(Gateway gateway, int workers) {
    Ground.await(
        "work on %d workers".formatted(workers),
        STEP_MAX,
        () ->
            gateway.workers(CONTROLLER) == workers
                && gateway.objects(CONTROLLER).values().stream()
                        .map(Gateway.Standing::worker)
                        .filter(worker -> !worker.isEmpty())
                        .distinct()
                        .count()
                    == workers);
    Pause.millis(WARM_UP_MILLIS);
    return Pace.of(gateway, CONTROLLER, seconds).perSecond();
  }

  private static void note(Results results, String what, double value) {
    results.add(Framework.FAIRLEAD, WORK, what, value);
  }
}
