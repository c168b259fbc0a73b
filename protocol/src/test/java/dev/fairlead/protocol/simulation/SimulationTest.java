package dev.fairlead.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs many schedules, or one again. */
class SimulationTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 500);
  private static final long FIRST = Long.getLong("simulation.first", 1);

  /** Fewer schedules need not meet everything. */
  private static final long SEEDS_THAT_COVER = 10_000;

  @Test
  @DisabledIfSystemProperty(named = "simulation.seed", matches = "\\d+")
  void everyInvariantHoldsInEverySchedule() throws InterruptedException, IOException {
    Campaign campaign = new Campaign(FIRST, SEEDS);
    campaign.run();
    campaign.summary().forEach(System.out::println);
    Files.write(Path.of("target", "simulation.txt"), campaign.summary());
    if (!campaign.failures().isEmpty()) {
      fail(Simulation.report(campaign.failures().getFirst(), Sabotage.NONE));
    }
    if (SEEDS >= SEEDS_THAT_COVER) {
      assertThat(campaign.coverage().missing()).isEmpty();
    }
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
