package dev.fairlead.mesh.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HangWatchTest {

  private static final Duration ROUND = Duration.ofMillis(20);

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLoopThatDoesNotTurnEndsTheProcess() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (HangWatch _ = HangWatch.over(vertx, ROUND, ended::countDown)) {
      vertx.runOnContext(_ -> {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      release.countDown();
    }
  }

  @Test
  void aLoopThatComputesWithoutEndEndsTheProcess() throws Exception {
    AtomicBoolean release = new AtomicBoolean();
    try (HangWatch _ = HangWatch.over(vertx, ROUND, ended::countDown)) {
      vertx.runOnContext(_ -> {
        while (!release.get()) {
          Thread.onSpinWait();
        }
      });
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      release.set(true);
    }
  }

  @Test
  void loopsThatTurnAreLeftInPeace() throws Exception {
    try (HangWatch _ = HangWatch.over(vertx, ROUND, ended::countDown)) {
      assertThat(ended.await(2 * HangWatch.ROUNDS_MAX * ROUND.toMillis(), TimeUnit.MILLISECONDS))
          .isFalse();
    }
  }
}
