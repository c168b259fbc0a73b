package dev.fairlead.protocol.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

  private static final Incarnation WORKER = new Incarnation("w");
  private static final Reason CHANGED = Reason.of(Reason.Type.PRIMARY_CHANGED, "");

  private final WorkQueue queue = new WorkQueue(Duration.ofSeconds(10), 3);
  private long attempts;

  @Test
  void theMostUrgentComesFirstAndNamespacesTakeTurns() {
    touch("a/1", Priority.CHANGE, 0);
    touch("a/2", Priority.CHANGE, 0);
    touch("a/3", Priority.CHANGE, 0);
    touch("b/1", Priority.CHANGE, 0);
    touch("c/1", Priority.INITIAL_LIST, 0);
    touch("a/9", Priority.USER_REQUEST, 0);

    assertThat(takeAll(1)).containsExactly("a/9", "a/1", "b/1", "a/2", "a/3", "c/1");
  }

  @Test
  void aKeyIsInItOnceAndKeepsItsReasonsUpToABound() {
    touch("a/1", Priority.RESYNC, 0);
    for (int number = 0; number < 5; number++) {
      queue.touch(
          key("a/1"), Priority.CHANGE, Reason.of(Reason.Type.CHILD_CHANGED, "c" + number), 1);
    }

    KeyState.Running running = take(2);
    assertThat(running.demand().priority()).isEqualTo(Priority.CHANGE);
    assertThat(running.demand().sinceMillis()).isZero();
    assertThat(running.demand().reasons())
        .containsExactly(
            CHANGED,
            Reason.of(Reason.Type.CHILD_CHANGED, "c0"),
            Reason.of(Reason.Type.CHILD_CHANGED, "c1"));
    assertThat(queue.hasDue(2)).isFalse();
  }

  @Test
  void aKeyThatIsTouchedOverAndOverKeepsItsPlace() {
    touch("a/1", Priority.CHANGE, 0);
    touch("a/2", Priority.CHANGE, 0);
    touch("a/1", Priority.CHANGE, 1);

    assertThat(takeAll(2)).containsExactly("a/1", "a/2");
  }

  @Test
  void aFloodOfChangesDelaysTheInitialListAndDoesNotStarveIt() {
    touch("old/1", Priority.INITIAL_LIST, 0);
    List<String> taken = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      long now = number * 500L;
      touch("new/" + number, Priority.CHANGE, now);
      taken.add(take(now).token().key().toString());
    }

    assertThat(taken.indexOf("old/1")).isBetween(80, 90);
  }

  @Test
  void aTurnThatIsRefusedIsNoTurn() {
    touch("old/1", Priority.INITIAL_LIST, 0);
    for (int number = 0; number < 3; number++) {
      touch("new/1", Priority.CHANGE, 100_000);
      NamespacedName refused = take(100_000).token().key();
      queue.putBack(refused, 100_000);
      assertThat(takenAndDone(100_000)).isEqualTo("new/1");
    }
    for (int refusals = 0; refusals < 10; refusals++) {
      touch("new/1", Priority.CHANGE, 100_000);
      KeyState.Running overdue = take(100_000);
      assertThat(overdue.token().key()).isEqualTo(key("old/1"));
      assertThat(overdue.demand().sinceMillis()).isZero();
      queue.putBack(key("old/1"), 100_000);
    }
  }

  @Test
  void whoWasRefusedHasWaitedSinceBefore() {
    touch("a/1", Priority.CHANGE, 0);
    KeyState.Running first = take(0);
    touch("b/2", Priority.CHANGE, 50_000);
    touch("a/1", Priority.CHANGE, 60_000);
    queue.putBack(first.token().key(), 60_000);

    assertThat(queue.oldestDueSinceMillis()).hasValue(0);
    for (int number = 0; number < 3; number++) {
      touch("urgent/1", Priority.USER_REQUEST, 60_000);
      assertThat(takenAndDone(60_000)).isEqualTo("urgent/1");
    }
    touch("urgent/1", Priority.USER_REQUEST, 60_000);
    assertThat(takenAndDone(60_000)).isEqualTo("a/1");
  }

  @Test
  void freshChangesDoNotWaitBehindAnAgedBacklog() {
    for (int number = 0; number < 1_000; number++) {
      touch("old/" + number, Priority.INITIAL_LIST, 0);
    }
    touch("new/1", Priority.CHANGE, 100_000);

    take(100_000);
    take(100_000);
    assertThat(queue.state(key("new/1")).orElseThrow()).isInstanceOf(KeyState.Running.class);
  }

  @Test
  void anEventDuringAnAttemptMakesItDueAgainOnce() {
    touch("a/1", Priority.CHANGE, 0);
    take(0);
    touch("a/1", Priority.CHANGE, 1);
    touch("a/1", Priority.CHANGE, 2);
    queue.finish(key("a/1"), Optional.empty(), 3, 0, false, 3);

    take(3);
    queue.finish(key("a/1"), Optional.empty(), 4, 0, false, 4);
    assertThat(queue.state(key("a/1"))).isEmpty();
  }

  @Test
  void aFailingKeyIsFreedByAChangeOfItsPrimaryAndOnlyHurriedByAnEcho() {
    Demand retry = Demand.of(Priority.RETRY, Reason.of(Reason.Type.RETRY, ""), 0);
    touch("a/1", Priority.CHANGE, 0);
    take(0);
    queue.finish(key("a/1"), Optional.of(retry), 500_000, 9, false, 0);
    queue.touch(key("a/1"), Priority.RESYNC, Reason.of(Reason.Type.RESYNC, ""), 10);
    assertThat(queue.nextWakeMillis()).isEqualTo(500_000);
    queue.touch(key("a/1"), Priority.CHANGE, Reason.of(Reason.Type.CHILD_CHANGED, ""), 10);
    assertThat(queue.nextWakeMillis()).isEqualTo(1_010);
    touch("a/1", Priority.CHANGE, 20);
    assertThat(queue.count(Phase.DUE)).isEqualTo(1);
  }

  @Test
  void aHeldKeyWaitsForItsReleaseAndAForgottenOneIsIdleAfterIt() {
    touch("a/1", Priority.CHANGE, 0);
    take(0);
    queue.finish(key("a/1"), Optional.empty(), 0, 0, true, 1);
    touch("a/1", Priority.CHANGE, 2);
    assertThat(queue.hasDue(2)).isFalse();
    queue.forget(key("a/1"));
    queue.release(key("a/1"), 3);
    assertThat(queue.state(key("a/1"))).isEmpty();
  }

  @Test
  void aPausedKeyKeepsItsReasons() {
    queue.pause(key("a/1"));
    touch("a/1", Priority.CHANGE, 0);
    assertThat(queue.hasDue(0)).isFalse();
    assertThat(queue.count(Phase.PAUSED)).isEqualTo(1);
    queue.resume(key("a/1"), 5);
    assertThat(take(5).demand().reasons()).contains(CHANGED);
  }

  @Test
  void itCountsHowOftenKeysComeIn() {
    touch("a/1", Priority.CHANGE, 0);
    touch("a/1", Priority.USER_REQUEST, 1);
    touch("a/2", Priority.RESYNC, 1);
    assertThat(queue.added()).isEqualTo(2);
    assertThat(queue.dueCount(Priority.USER_REQUEST)).isEqualTo(1);
    assertThat(queue.dueCount(Priority.RESYNC)).isEqualTo(1);
    assertThat(queue.dueCount(Priority.CHANGE)).isZero();

    take(2);
    queue.putBack(key("a/1"), 3);
    assertThat(queue.added()).as("a refused turn is no turn").isEqualTo(2);

    take(3);
    touch("a/1", Priority.CHANGE, 4);
    touch("a/1", Priority.CHANGE, 4);
    assertThat(queue.added()).as("it is in only when it can be taken").isEqualTo(2);
    queue.finish(key("a/1"), Optional.empty(), 5, 0, false, 5);
    assertThat(queue.added()).isEqualTo(3);

    take(5);
    Demand retry = Demand.of(Priority.RETRY, CHANGED, 6);
    queue.finish(key("a/1"), Optional.of(retry), 100, 1, false, 6);
    assertThat(queue.added()).isEqualTo(3);
    assertThat(queue.hasDue(100)).isTrue();
    assertThat(queue.added()).isEqualTo(4);
  }

  @Test
  void aMillionKeysAreTakenOneAfterTheOther() {
    int count = 1_000_000;
    for (int number = 0; number < count; number++) {
      queue.touch(
          new NamespacedName("n" + number % 1_000, "k" + number),
          Priority.INITIAL_LIST,
          CHANGED,
          0);
    }
    for (int number = 0; number < count; number++) {
      NamespacedName key = take(60_000).token().key();
      queue.finish(key, Optional.empty(), 60_000, 0, false, 60_000);
    }
    assertThat(queue.hasDue(60_000)).isFalse();
    assertThat(queue.count(Phase.RUNNING)).isZero();
  }

  private void touch(String key, Priority priority, long now) {
    queue.touch(key(key), priority, CHANGED, now);
  }

  private KeyState.Running take(long now) {
    return queue
        .take(
            key -> WORKER,
            key -> {
              attempts++;
              return new Token(Partition.whole("c"), 1, key, attempts);
            },
            now)
        .orElseThrow();
  }

  private String takenAndDone(long now) {
    NamespacedName key = take(now).token().key();
    queue.finish(key, Optional.empty(), now, 0, false, now);
    return key.toString();
  }

  private List<String> takeAll(long now) {
    List<String> taken = new ArrayList<>();
    while (queue.hasDue(now)) {
      taken.add(take(now).token().key().toString());
    }
    return taken;
  }

  private static NamespacedName key(String text) {
    int slash = text.indexOf('/');
    return new NamespacedName(text.substring(0, slash), text.substring(slash + 1));
  }
}
