package dev.fairlead.watcher.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResyncTest {

  private static final int STEPS = 300;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 299, 300, 301, 100_000})
  void everybodyHasATurnAndNoStepHasMuchMoreThanAnother(int count) {
    assertThat(shares(count).sum()).isEqualTo(count);
    assertThat(shares(count))
        .allSatisfy(
            share -> assertThat(share).isBetween(count / STEPS, Math.ceilDiv(count, STEPS)));
  }

  /** One that was just created is not looked at again at once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fewAreSpreadOverThePeriod(int count) {
    int[] turns =
        IntStream.range(0, STEPS).filter(step -> Resync.share(count, step, STEPS) > 0).toArray();
    assertThat(turns).hasSize(count);
    assertThat(turns[0]).isEqualTo(STEPS / count - 1);
  }

  private static IntStream shares(int count) {
    return IntStream.range(0, STEPS).map(step -> Resync.share(count, step, STEPS));
  }
}
