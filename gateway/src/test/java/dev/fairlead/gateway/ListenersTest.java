package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.object.NamespacedName;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thousand listeners cost: {@code -Dlisteners=1000 -Dlisteners.seconds=60}. No part of the
 * build, since a machine that has other work would fail it.
 */
@EnabledIfSystemProperty(named = "listeners", matches = "\\d+")
class ListenersTest {

  private static final Logger LOG = LoggerFactory.getLogger(ListenersTest.class);
  private static final int LISTENERS = Integer.getInteger("listeners", 1_000);
  private static final int SECONDS = Integer.getInteger("listeners.seconds", 30);
  private static final int EVENTS_A_SECOND = 100;

  @Test
  void memoryDoesNotGrowWithWhatTheyAreTold() throws Exception {
    AtomicLong bytes = new AtomicLong();
    List<Socket> listeners = new ArrayList<>();
    try (ScriptedMesh mesh = ScriptedMesh.complete()) {
      mesh.watcher(OpenApiTest::answer);
      for (int i = 0; i < LISTENERS; i++) {
        listeners.add(listen(mesh, bytes));
      }
      long sent = publish(mesh, 5);
      await().atMost(Duration.ofSeconds(30)).until(() -> bytes.get() > sent * LISTENERS * 100);
      long heapBefore = heap();
      long cpuBefore = cpuNanos();
      long bytesBefore = bytes.get();
      publish(mesh, SECONDS);
      double cpu = (cpuNanos() - cpuBefore) / 1e9 / SECONDS;
      long heapAfter = heap();
      LOG.warn(
          "{} listeners, {} events a second for {} s: {} MB/s, {} of a CPU (clients included), heap"
              + " {} MiB before, {} MiB after",
          LISTENERS,
          EVENTS_A_SECOND,
          SECONDS,
          (bytes.get() - bytesBefore) / 1_000_000 / SECONDS,
          "%.2f".formatted(cpu),
          heapBefore >> 20,
          heapAfter >> 20);
      // The ring itself may fill in the meantime; it has 16 MiB.
      assertThat(heapAfter - heapBefore).isLessThan(24L << 20);
    } finally {
      for (Socket listener : listeners) {
        listener.close();
      }
    }
  }

  private static Socket listen(ScriptedMesh mesh, AtomicLong bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), mesh.gateway.actualPort());
    socket
        .getOutputStream()
        .write(
            "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual()
        .start(() -> {
          try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
              bytes.addAndGet(read);
            }
          } catch (IOException closed) {
            // At the end of the test.
          }
        });
    return socket;
  }

  /** Events at the rate, for so long; how many. */
  private static long publish(ScriptedMesh mesh, int seconds) throws InterruptedException {
    long events = (long) seconds * EVENTS_A_SECOND;
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      mesh.process
          .bus()
          .publish(
              Topic.FLIGHTS,
              new FlightRecord.Removed(
                  "memcached", new NamespacedName("default", "cache-" + i), Examples.AT));
      long due = start + (i + 1) * (1_000_000_000L / EVENTS_A_SECOND);
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
    }
    return events;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
