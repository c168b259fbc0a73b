package dev.fairlead.protocol.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterTest {

  private static Optional<RateLimit> limit(double qps, int burst) {
    return Optional.of(new RateLimit(qps, burst));
  }

  private static RateLimiter begun(Optional<RateLimit> limit) {
    RateLimiter limiter = new RateLimiter(limit);
    limiter.begin(0);
    return limiter;
  }

  /** All that begins from one time to another, by somebody who never waits longer than needed. */
  private static List<Long> greedy(RateLimiter limiter, long from, long to) {
    List<Long> begun = new ArrayList<>();
    for (long now = from; now <= to; now++) {
      while (begun.size() < 100 && limiter.allows(now)) {
        limiter.take(now);
        begun.add(now);
      }
    }
    return begun;
  }

  @Test
  void withoutALimitEverythingBegins() {
    RateLimiter limiter = begun(Optional.empty());
    assertThat(greedy(limiter, 0, 0)).hasSize(100);
  }

  @Test
  void itIsEmptyAtFirstAndFillsToTheBurst() {
    assertThat(greedy(begun(limit(10, 3)), 0, 450)).containsExactly(100L, 200L, 300L, 400L);
    assertThat(greedy(begun(limit(10, 3)), 10_000, 10_250))
        .containsExactly(10_000L, 10_000L, 10_000L, 10_100L, 10_200L);
  }

  @Test
  void itSaysWhenTheNextMayBegin() {
    RateLimiter limiter = begun(limit(3, 1));
    assertThat(limiter.allows(333)).isFalse();
    assertThat(limiter.opensMillis()).isEqualTo(334);
    assertThat(limiter.allows(334)).isTrue();
  }

  @Test
  void whatCameToNothingIsGivenBackUnlessTheBucketHasBeenFullSince() {
    RateLimiter limiter = begun(limit(1, 2));
    assertThat(greedy(limiter, 9_000, 9_000)).hasSize(2);
    limiter.giveBack(9_000);
    assertThat(greedy(limiter, 9_100, 9_100)).hasSize(1);
    limiter.take(20_000);
    limiter.giveBack(9_000);
    assertThat(greedy(limiter, 20_000, 20_000)).hasSize(1);
  }

  @Test
  void whatIsInTheBucketStaysWhenTheLimitChanges() {
    RateLimiter limiter = begun(limit(10, 4));
    limiter.take(1_000);
    limiter.limit(limit(1, 10), 1_000);
    assertThat(greedy(limiter, 1_000, 1_999)).hasSize(3);
    limiter.limit(limit(1, 2), 60_000);
    assertThat(greedy(limiter, 60_000, 60_999)).hasSize(2);
    limiter.limit(Optional.empty(), 61_000);
    assertThat(greedy(limiter, 61_000, 61_000)).hasSize(100);
    limiter.limit(limit(1, 2), 62_000);
    assertThat(greedy(limiter, 62_000, 62_999)).isEmpty();
  }

  @Test
  void sharesOfALimitAreNoMoreThanTheWhole() {
    assertThat(new RateLimit(10, 20).share(4)).isEqualTo(new RateLimit(2.5, 5));
    assertThat(new RateLimit(1, 2).share(4)).isEqualTo(new RateLimit(0.25, 1));
    assertThat(RateLimit.of(0, 7)).isEmpty();
    assertThat(RateLimit.of(2.5, 0)).contains(new RateLimit(2.5, 3));
  }

  /** In no time begins more than the burst and what drips meanwhile, refusals left out. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noTimeHasMoreThanItsShare(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double qps = 0.5 + random.nextDouble() * 20;
    int burst = 1 + random.nextInt(5);
    RateLimiter limiter = begun(limit(qps, burst));
    List<Long> begun = new ArrayList<>();
    List<Long> open = new ArrayList<>();
    long now = 0;
    for (int turn = 0; turn < 2_000; turn++) {
      now += random.nextInt(random.nextInt(10) == 0 ? 3_000 : 60);
      if (limiter.allows(now)) {
        limiter.take(now);
        open.add(now);
      }
      if (!open.isEmpty() && random.nextInt(4) == 0) {
        long taken = open.remove(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          limiter.giveBack(taken);
        } else {
          begun.add(taken);
        }
      }
    }
    begun.sort(null);
    for (int first = 0; first < begun.size(); first++) {
      for (int last = first; last < begun.size(); last++) {
        double seconds = (begun.get(last) - begun.get(first)) / 1e3;
        assertThat(last - first + 1)
            .isLessThanOrEqualTo((int) Math.floor(burst + qps * seconds + 1e-6));
      }
    }
  }
}
