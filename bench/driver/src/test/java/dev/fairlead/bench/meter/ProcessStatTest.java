package dev.fairlead.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessStatTest {

  private static final String REST =
      "S 1 42 42 0 -1 4194304 100 0 0 0 1234 66 0 0 20 0 1 0 5000 1000 200";

  @Test
  void addsUserAndSystemTimeOfAProcessWithAStrangeName() {
    ProcessStat stat =
        ProcessStat.parse(
            "42 (a (b) c) " + REST,
            List.of("Name:\ta", "VmHWM:\t   2048 kB", "VmRSS:\t   1024 kB"));

    assertThat(stat).isEqualTo(new ProcessStat("a (b) c", 13_000, 1_024, 2_048));
  }

  @Test
  void aZombieHasNoMemory() {
    assertThat(ProcessStat.parse("42 (java) " + REST, List.of("Name:\tjava")).residentKiB())
        .isZero();
  }

  @Test
  void theMachineIsBusyWhenItIsNeitherIdleNorWaiting() {
    MachineStat stat =
        MachineStat.parse(List.of("cpu  10 1 5 1000 50 2 3 4 7 0", "cpu0 …"), "0.42 0.1 0.1 1/2 3");

    assertThat(stat).isEqualTo(new MachineStat(250, 40, 0.42));
  }
}
