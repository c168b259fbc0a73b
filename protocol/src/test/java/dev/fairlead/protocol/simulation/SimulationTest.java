package dev.fairlead.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs many schedules, or one again. */
class SimulationTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 500);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  @Test
  @DisabledIfSystemProperty(named = "simulation.seed", matches = "\\d+")
  void everyInvariantHoldsInEverySchedule() throws InterruptedException {
    long began = System.nanoTime();
    AtomicLong next = new AtomicLong(FIRST);
    AtomicLong steps = new AtomicLong();
    Coverage coverage = new Coverage();
    ConcurrentSkipListMap<Long, Simulation.Result> failures = new ConcurrentSkipListMap<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        pool.execute(() -> {
          Coverage own = new Coverage();
          for (long seed = next.getAndIncrement();
              seed < FIRST + SEEDS && failures.isEmpty();
              seed = next.getAndIncrement()) {
            Simulation.Result result = Simulation.run(seed, Sabotage.NONE);
            steps.addAndGet(result.steps());
            own.add(result.coverage());
            if (result.failure().isPresent()) {
              failures.put(seed, result);
            }
          }
          synchronized (coverage) {
            coverage.add(own);
          }
        });
      }
      pool.shutdown();
      assertThat(pool.awaitTermination(1, TimeUnit.HOURS)).isTrue();
    }
    coverage.counts().forEach((what, count) -> System.out.printf("%,14d %s%n", count, what));
    if (!failures.isEmpty()) {
      fail(Simulation.report(failures.firstEntry().getValue(), Sabotage.NONE));
    }
    System.out.printf(
        Locale.ROOT,
        "simulation: %d schedules (seeds %d..%d), %,d steps, %d s%n",
        SEEDS,
        FIRST,
        FIRST + SEEDS - 1,
        steps.get(),
        (System.nanoTime() - began) / 1_000_000_000);
  }

  @Test
  @EnabledIfSystemProperty(named = "simulation.seed", matches = "\\d+")
  void oneScheduleAgain() throws IOException {
    long seed = Long.getLong("simulation.seed", 1);
    Path file = Path.of("target", "simulation-" + seed + ".txt");
    List<String> lines = Simulation.trace(seed, Sabotage.NONE);
    Files.write(file, lines);
    System.out.printf("simulation: seed %d, %,d lines in %s%n", seed, lines.size(), file);
    Simulation.Result result = Simulation.run(seed, Sabotage.NONE);
    result.failure().ifPresent(failure -> fail(Simulation.report(result, Sabotage.NONE), failure));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(Simulation.trace(seed, Sabotage.NONE))
          .isEqualTo(Simulation.trace(seed, Sabotage.NONE));
    }
  }
}
