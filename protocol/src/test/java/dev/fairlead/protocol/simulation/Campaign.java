package dev.fairlead.protocol.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many schedules, on every core. A seed that fails is kept and the others go on, so that a long run
 * tells all at its end; after {@value #FAILURES_MAX} it gives up.
 */
final class Campaign {

  static final int FAILURES_MAX = 20;
  private static final long PROGRESS_SECONDS = 10;

  private final long first;
  private final long seeds;
  private final Coverage coverage = new Coverage();
  private final ConcurrentSkipListMap<Long, Simulation.Result> failures =
      new ConcurrentSkipListMap<>();
  private final AtomicLong next;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final long beganNanos = System.nanoTime();

  /** The schedules of the seeds from {@code first} on. */
  Campaign(long first, long seeds) {
    this.first = first;
    this.seeds = seeds;
    this.next = new AtomicLong(first);
  }

  /** Runs them all, and prints now and then how far it is. */
  void run() throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        pool.execute(this::work);
      }
      pool.shutdown();
      while (!pool.awaitTermination(PROGRESS_SECONDS, TimeUnit.SECONDS)) {
        System.out.printf(
            Locale.ROOT,
            "simulation: %,d of %,d schedules, %,.0f a second, next seed %d, failed: %s%n",
            done.get(),
            seeds,
            done.get() / seconds(),
            next.get(),
            failures.keySet());
      }
    }
  }

  private void work() {
    Coverage own = new Coverage();
    for (long seed = next.getAndIncrement();
        seed < first + seeds && failures.size() < FAILURES_MAX;
        seed = next.getAndIncrement()) {
      Simulation.Result result = Simulation.run(seed, Sabotage.NONE);
      done.incrementAndGet();
      steps.addAndGet(result.steps());
      own.add(result.coverage());
      if (result.failure().isPresent()) {
        failures.put(seed, result);
      }
    }
    synchronized (coverage) {
      coverage.add(own);
    }
  }

  Coverage coverage() {
    return coverage;
  }

  /** What failed, by seed. */
  List<Simulation.Result> failures() {
    return List.copyOf(failures.values());
  }

  /** What was run, and what it covered. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    coverage.counts().forEach((what, count) -> lines.add("%,14d %s".formatted(count, what)));
    lines.addAll(Tables.of(coverage));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "simulation: commit %s, %,d schedules (seeds %d..%d), %,d steps, %,.0f s, %,.0f a second",
            commit(),
            done.get(),
            first,
            first + seeds - 1,
            steps.get(),
            seconds(),
            done.get() / seconds()));
    failures.forEach((seed, result) ->
        lines.add(
            "failed: seed "
                + seed
                + ": "
                + result.failure().map(Throwable::getMessage).orElse("")));
    return lines;
  }

  private double seconds() {
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  /** The commit that is simulated, with a mark if files differ from it. */
  private static String commit() {
    try {
      Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
      String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return name.isEmpty() ? "unknown" : name;
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
