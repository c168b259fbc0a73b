package dev.fairlead.bench.mesh;

import dev.fairlead.bench.cluster.Pause;
import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Site;
import java.time.Duration;
import java.util.List;

/**
 * A reconciler that does nothing, in another JVM than its owner, as fast as it goes: what one
 * attempt costs the two, from giving it out to releasing it. Once with the compiler that Fairlead
 * has for everybody, and once with both, as whoever has much to do may ask for.
 *
 * @param seconds how long they are looked at
 */
public record Exchange(int seconds) {

  private static final String WORK = "assign and finish between two JVMs";
  private static final String CONTROLLER = "empty";
  private static final Duration STEP_MAX = Duration.ofMinutes(2);
  private static final int OBJECTS = 200;

  /** Both are warm before anything counts. */
  private static final long WARM_UP_MILLIS = 15_000;

  private static final double MICROS_PER_MILLI = 1e3;

  public void run(Ground ground, Results results) {
    for (int number = 0; number < OBJECTS; number++) {
      ground.cluster().createLoad(Site.NAMESPACE, "empty-" + number, CONTROLLER, 0);
    }
    run(ground, Program.LOAD, "c1", WORK, results);
    run(ground, Program.LOAD_BOTH_COMPILERS, "c1-and-c2", WORK + ", C2 as well", results);
  }

  private void run(Ground ground, Program program, String compilers, String work, Results results) {
    String watching = "owner-" + compilers;
    String asked = "gateway-" + compilers;
    String working = "worker-" + compilers;
    try (Mesh mesh = new Mesh(ground, program, List.of(watching, asked, working))) {
      Operator owner = mesh.start(watching, "watcher");
      mesh.start(asked, "gateway");
      Operator worker = mesh.start(working, "reconciler");
      Gateway gateway = new Gateway(mesh.awaitReady(asked));
      Ground.await("the first attempts", STEP_MAX, () -> gateway.attempts(CONTROLLER) > OBJECTS);
      Pause.millis(WARM_UP_MILLIS);
      Meter.Reading before = Meter.read(owner.pids());
      Meter.Reading workerBefore = Meter.read(worker.pids());
      Pace pace = Pace.of(gateway, CONTROLLER, seconds);
      long ownerMillis = Meter.read(owner.pids()).since(before).operatorMillis();
      long workerMillis = Meter.read(worker.pids()).since(workerBefore).operatorMillis();
      note(results, work, "attempts a second", pace.perSecond());
      note(results, work, "CPU per attempt, µs", micros(ownerMillis + workerMillis, pace));
      note(results, work, "of it the owner's, µs", micros(ownerMillis, pace));
      note(results, work, "of it the worker's, µs", micros(workerMillis, pace));
    }
  }

  private static double micros(long millis, Pace pace) {
    return millis * MICROS_PER_MILLI / pace.attempts();
  }

  private static void note(Results results, String work, String what, double value) {
    results.add(Framework.FAIRLEAD, work, what, value);
  }
}
