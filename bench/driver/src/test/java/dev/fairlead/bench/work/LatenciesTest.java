package dev.fairlead.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void aPercentileIsTheNearestRank() {
    Latencies latencies =
        Latencies.of(LongStream.rangeClosed(1, 200).map(n -> (201 - n) * 1_000_000).toArray());

    assertThat(latencies.percentileMillis(50)).isEqualTo(100);
    assertThat(latencies.percentileMillis(99)).isEqualTo(198);
    assertThat(latencies.percentileMillis(100)).isEqualTo(200);
  }

  @Test
  void aChildSeenBeforeTheAnswerTookNoTime() {
    assertThat(Latencies.of(new long[] {-5}).percentileMillis(50)).isZero();
  }

  @Test
  void nothingTakesNoTime() {
    assertThat(Latencies.of(new long[0]).percentileMillis(99)).isZero();
  }
}
