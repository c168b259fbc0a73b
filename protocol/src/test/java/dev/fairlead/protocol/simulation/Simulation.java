package dev.fairlead.protocol.simulation;

import java.util.List;
import java.util.Optional;

/** Runs schedules, and tells how to see a failed one again. */
final class Simulation {

  private static final int LINES_SHOWN = 60;

  private Simulation() {}

  /** What became of one schedule. */
  record Result(long seed, long steps, Coverage coverage, Optional<RuntimeException> failure) {}

  static Result run(long seed, Sabotage sabotage) {
    return run(seed, new World(seed, sabotage, false));
  }

  /** Runs a schedule again, and writes down what happens. */
  static List<String> trace(long seed, Sabotage sabotage) {
    World world = new World(seed, sabotage, true);
    Result result = run(seed, world);
    result.failure().ifPresent(failure -> world.trace().lines().add("VIOLATION " + failure));
    return world.trace().lines();
  }

  private static Result run(long seed, World world) {
    Optional<RuntimeException> failure = Optional.empty();
    try {
      world.run();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
    return new Result(seed, world.schedule().steps(), world.coverage(), failure);
  }

  /** The message of a failed schedule: what, the last steps, and the command that replays it. */
  static String report(Result result, Sabotage sabotage) {
    List<String> lines = trace(result.seed(), sabotage);
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
    return """
    seed %d: %s
    %s
    replay: mvn -pl protocol -am test -Dsimulation.seed=%d
    """
        .formatted(
            result.seed(),
            result.failure().map(RuntimeException::toString).orElse("passed"),
            String.join("\n", last),
            result.seed());
  }
}
