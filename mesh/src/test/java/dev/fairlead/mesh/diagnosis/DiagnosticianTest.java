package dev.fairlead.mesh.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticianTest {

  /** What nobody lets go of. */
  private static final class Leaked {
    final byte[] kept = new byte[1_000];
  }

  @TempDir private Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final Diagnostician diagnostician =
      new Diagnostician(new Incarnation("w-1"), vertx, Path.of("."));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aLeakIsFollowedToItsClass() throws Exception {
    List<Leaked> held = new ArrayList<>();
    long before = instances();
    for (int i = 0; i < 50_000; i++) {
      held.add(new Leaked());
    }

    assertThat(instances() - before).isEqualTo(50_000);
    assertThat(held.getLast().kept).hasSize(1_000);
  }

  private long instances() throws InterruptedException {
    return diagnostician.examine(new DiagnosisQuery(true, 0)).classes().stream()
        .filter(it -> it.name().equals(Leaked.class.getName()))
        .mapToLong(Diagnosis.HeapClass::instances)
        .sum();
  }

  @Test
  void aLoopThatStandsIsShownWithWhereItStands() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch stands = new CountDownLatch(1);
    vertx.runOnContext(_ -> {
      stands.countDown();
      standStill(release);
    });
    stands.await();

    List<Diagnosis.Loop> loops = diagnostician.examine(new DiagnosisQuery(false, 0)).loops();
    release.countDown();

    assertThat(loops)
        .filteredOn(loop -> !loop.stack().isEmpty())
        .singleElement()
        .satisfies(loop ->
            assertThat(loop.stack()).anySatisfy(frame -> assertThat(frame).contains("standStill")));
  }

  private static void standStill(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void threadsThatWaitForEachOtherAreNamed() throws Exception {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock other = new ReentrantLock();
    CountDownLatch both = new CountDownLatch(2);
    Thread first = Thread.ofPlatform().daemon().name("first").start(() -> take(one, other, both));
    Thread second = Thread.ofPlatform().daemon().name("second").start(() -> take(other, one, both));
    both.await();

    await()
        .untilAsserted(() ->
            assertThat(diagnostician.examine(new DiagnosisQuery(false, 0)).deadlocks())
                .anySatisfy(
                    text -> assertThat(text).startsWith("first waits for").contains("second")));
    first.interrupt();
    second.interrupt();
  }

  private static void take(ReentrantLock mine, ReentrantLock others, CountDownLatch both) {
    mine.lock();
    try {
      both.countDown();
      both.await();
      others.lockInterruptibly();
      others.unlock();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } finally {
      mine.unlock();
    }
  }

  @Test
  void aRecordingIsWhereItSays() throws Exception {
    Diagnostician recording = new Diagnostician(new Incarnation("w-2"), vertx, directory);

    Path file = Path.of(recording.examine(new DiagnosisQuery(false, 1)).recording());

    await().until(() -> Files.exists(file) && Files.size(file) > 0);
    assertThat(file).hasParent(directory);
  }
}
