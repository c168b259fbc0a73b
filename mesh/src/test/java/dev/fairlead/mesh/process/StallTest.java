package dev.fairlead.mesh.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallTest {

  private static final long SECOND = 1_000_000_000L;

  private final Stall stall = new Stall(Duration.ofSeconds(1), 3);

  @Test
  void whoWaitsHangs() {
    assertThat(stall.round(true, 0)).isFalse();
    assertThat(stall.round(true, 0)).isFalse();
    assertThat(stall.round(true, 0)).isTrue();
  }

  @Test
  void whoComputesHangsToo() {
    for (int second = 1; second <= 3; second++) {
      assertThat(stall.round(false, second * SECOND)).isFalse();
    }
    assertThat(stall.round(false, 4 * SECOND)).isTrue();
  }

  @Test
  void whoIsStarvedHasHadLittle() {
    for (int second = 1; second <= 20; second++) {
      assertThat(stall.round(false, second * SECOND / 10)).isFalse();
    }
  }

  @Test
  void whatIsDoneBeginsAnew() {
    stall.round(true, 0);
    stall.round(true, 0);
    stall.over();
    assertThat(stall.round(true, 0)).isFalse();
  }
}
