package dev.fairlead.reconciler.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The capacity of a pool holds between processes, on a real API server. */
@RealControlPlane
class SlotsIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  private KubeConnection kube;
  private String namespace;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    kube = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()));
    namespace =
        kube.client()
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("pools-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
  }

  @AfterEach
  void disconnect() {
    kube.close();
  }

  @Test
  void manyWhoContendNeverHoldMoreThanThereIs() throws Exception {
    Slots here = slots();
    Slots there = slots();
    AtomicInteger held = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger times = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      Slots mine = number % 2 == 0 ? here : there;
      String holder = "holder " + number + " ";
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int round = 0; round < 10; round++) {
                  if (mine.take(2, holder + round, LONG) instanceof Slots.Taking.Taken(var lease)) {
                    times.incrementAndGet();
                    most.accumulateAndGet(held.incrementAndGet(), Math::max);
                    held.decrementAndGet();
                    mine.release(lease);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most.get()).isBetween(1, 2);
    assertThat(times.get()).isPositive();
    assertThat(slots().take(2, "afterwards", LONG)).isInstanceOf(Slots.Taking.Taken.class);
  }

  @Test
  void theSlotOfAProcessThatIsKilledComesBackWhenItHasExpired(ControlPlane plane) throws Exception {
    Process holder = process(plane.kubeconfig());
    try (BufferedReader said = holder.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("Taken");
      Slots mine = slots();
      assertThat(mine.take(1, "me", LONG)).isEqualTo(new Slots.Taking.Full());
      long seenNanos = System.nanoTime();

      holder.destroyForcibly().waitFor();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(mine.take(1, "me", LONG)).isInstanceOf(Slots.Taking.Taken.class));

      assertThat(Duration.ofNanos(System.nanoTime() - seenNanos))
          .as("not before its time")
          .isGreaterThan(Duration.ofSeconds(3));
      assertThat(slots().take(1, "another", LONG)).isEqualTo(new Slots.Taking.Full());
    } finally {
      holder.destroyForcibly();
    }
  }

  private Slots slots() {
    return new Slots(kube.client(), namespace, "licences", System::nanoTime);
  }

  private Process process(Path kubeconfig) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SlotHolder.class.getName(),
            kubeconfig.toString(),
            namespace,
            "licences",
            "1")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
