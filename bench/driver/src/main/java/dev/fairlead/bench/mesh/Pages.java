package dev.fairlead.bench.mesh;

import dev.fairlead.bench.mesh.Mesh.Program;
import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.report.Results;
import dev.fairlead.bench.work.Load;
import dev.fairlead.bench.work.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads all objects of a controller from the gateway, the largest pages that there are, in a
 * process with all roles that does nothing else: what one page costs it.
 *
 * @param objects how many there are
 */
public record Pages(int objects) {

  private static final String CONTROLLER = "memcached";
  private static final Duration KNOWN_MAX = Duration.ofMinutes(5);
  private static final int PAGE = 500;
  private static final int PAGES = 400;

  /** The process is warm before anything counts. */
  private static final int PAGES_BEFORE = 200;

  public void run(Ground ground, Results results) {
    Load.asFastAsPossible(
        objects,
        number -> ground.cluster().createMemcached(Site.NAMESPACE, "one-of-many-" + number, 1));
    try (Mesh mesh = new Mesh(ground, Program.PAUSED, List.of("all"))) {
      Operator process = mesh.start("all", "all");
      Gateway gateway = new Gateway(mesh.awaitReady("all"));
      Ground.await(
          "that all objects are known", KNOWN_MAX, () -> gateway.known(CONTROLLER) == objects);
      read(gateway, PAGES_BEFORE);
      mesh.awaitCalm();
      Meter.Reading before = Meter.read(process.pids());
      read(gateway, PAGES);
      Meter.Reading after = Meter.read(process.pids());
      double millis = after.since(before).operatorMillis();
      note(results, "CPU per page, ms", millis / PAGES);
      note(results, "resident, MiB", after.since(before).residentMiB());
    }
  }

  /** So many pages, one after the other, from the first again after the last. */
  private static void read(Gateway gateway, int pages) {
    Optional<String> next = Optional.empty();
    for (int page = 0; page < pages; page++) {
      next = gateway.page(CONTROLLER, PAGE, next).next();
    }
  }

  private void note(Results results, String what, double value) {
    results.add(
        Framework.FAIRLEAD, "pages of 500 out of %,d objects".formatted(objects), what, value);
  }
}
