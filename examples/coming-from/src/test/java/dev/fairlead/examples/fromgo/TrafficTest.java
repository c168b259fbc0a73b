package dev.fairlead.examples.fromgo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TrafficTest {

  @Test
  void manyAttemptsShareOneReconciler() {
    Traffic traffic = new Traffic();
    try (ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int attempt = 0; attempt < 1_000; attempt++) {
        int bytes = 2 * attempt;
        attempts.execute(() -> traffic.fetched(bytes));
      }
    }

    assertThat(traffic.bytesPerFetch()).isEqualTo(999);
  }

  @Test
  void aVersionIsNewOnce() {
    Traffic traffic = new Traffic();

    assertThat(traffic.changed("near", "1")).isTrue();
    assertThat(traffic.changed("near", "1")).isFalse();
    assertThat(traffic.changed("near", "2")).isTrue();
  }
}
