package dev.fairlead.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  private static final Token TOKEN =
      new Token(Partition.whole("c"), 1, new NamespacedName("ns", "a"), 1);
  private static final ObjectRef CHILD =
      new ObjectRef(
          new GroupVersionResource("", "v1", "configmaps"), new NamespacedName("ns", "a"));
  private static final WriteEntry THROTTLED =
      new WriteEntry.Refused(CHILD, "patch", 429, "too many requests");
  private static final long SECOND = 1_000;

  private final Concurrency concurrency = new Concurrency(new Limits(2, 32));
  private long now = 5_000;

  @Test
  void beginsWithTheLeast() {
    assertThat(concurrency.limit()).isEqualTo(2);
    assertThat(concurrency.max()).isEqualTo(32);
  }

  @Test
  void doublesWhileWorkWaitsAndAllGoesWell() {
    for (int limit : new int[] {4, 8, 16, 32, 32}) {
      round(true, fine());
      assertThat(concurrency.limit()).isEqualTo(limit);
    }
  }

  @Test
  void staysWhileNoWorkWaits() {
    for (int i = 0; i < 10; i++) {
      round(false, fine());
    }
    assertThat(concurrency.limit()).isEqualTo(2);
  }

  @Test
  void isHalvedByARefusalForTooManyRequests() {
    rise();
    ended(THROTTLED);
    assertThat(concurrency.limit()).isEqualTo(16);
  }

  @Test
  void isHalvedByAWriteWithoutAnAnswer() {
    rise();
    ended(new WriteEntry.Unanswered(CHILD, "patch"));
    assertThat(concurrency.limit()).isEqualTo(16);
  }

  @Test
  void anAttemptThatWasRevokedDuringAWriteSaysNothing() {
    rise();
    WorkerInput.AttemptEnded revoked =
        new WorkerInput.AttemptEnded(
            TOKEN,
            new Outcome.Abandoned("another owner"),
            List.of(new WriteEntry.Unanswered(CHILD, "patch")),
            TraceContext.NONE,
            Waits.NONE);
    concurrency.ended(now, revoked, now);
    assertThat(concurrency.limit()).isEqualTo(32);
  }

  @Test
  void isHalvedOnceForAllThatWasUnderWay() {
    rise();
    long before = now;
    for (int i = 0; i < 20; i++) {
      now += 10;
      ended(before, THROTTLED);
    }
    assertThat(concurrency.limit()).isEqualTo(16);
    now += SECOND;
    ended(before, THROTTLED);
    assertThat(concurrency.limit()).isEqualTo(16);
    ended(THROTTLED);
    assertThat(concurrency.limit()).isEqualTo(8);
  }

  @Test
  void neverFallsBelowTheLeast() {
    rise();
    for (int i = 0; i < 10; i++) {
      now += SECOND;
      ended(THROTTLED);
    }
    assertThat(concurrency.limit()).isEqualTo(2);
  }

  @Test
  void isHalvedWhenAnswersTakeMuchLongerThanTheyDid() {
    rise();
    round(true, answered(20));
    round(true, answered(150));
    assertThat(concurrency.limit()).isEqualTo(32);
    round(true, answered(250));
    assertThat(concurrency.limit()).isEqualTo(16);
  }

  @Test
  void anApiServerThatIsAlwaysSlowIsNotSlowerThanItWas() {
    for (int i = 0; i < 100; i++) {
      round(true, answered(400));
    }
    assertThat(concurrency.limit()).isEqualTo(32);
  }

  @Test
  void anApiServerThatHasBecomeSlowForGoodIsTheMeasureSoon() {
    rise();
    round(true, answered(20));
    for (int seconds = 0; seconds < 90; seconds++) {
      now += SECOND;
      round(true, answered(400));
    }
    assertThat(concurrency.limit()).isGreaterThan(16);
  }

  @Test
  void isHalvedWhenMemoryIsShortOnceASecond() {
    rise();
    concurrency.memoryShort(now);
    concurrency.memoryShort(now + 100);
    assertThat(concurrency.limit()).isEqualTo(16);
    concurrency.memoryShort(now + SECOND);
    assertThat(concurrency.limit()).isEqualTo(8);
  }

  @Test
  void recoversOneByOneAfterAMoment() {
    rise();
    ended(THROTTLED);
    round(true, fine());
    assertThat(concurrency.limit()).isEqualTo(16);
    now += SECOND;
    round(true, fine());
    assertThat(concurrency.limit()).isEqualTo(17);
    round(true, fine());
    assertThat(concurrency.limit()).isEqualTo(18);
    for (int i = 0; i < 20; i++) {
      round(true, fine());
    }
    assertThat(concurrency.limit()).isEqualTo(32);
  }

  @Test
  void attemptsThatWaitForAProcessorMakeItRiseNoMoreAndGoBackSlowly() {
    rise();
    round(true, new Waits(50, 0, 0));
    assertThat(concurrency.limit()).isEqualTo(32);
    round(true, new Waits(150, 0, 0));
    assertThat(concurrency.limit()).isEqualTo(28);
  }

  @Test
  void otherLimitsHoldAtOnce() {
    rise();
    concurrency.limits(new Limits(1, 10));
    assertThat(concurrency.limit()).isEqualTo(10);
    concurrency.limits(new Limits(20, 40));
    assertThat(concurrency.limit()).isEqualTo(20);
    round(true, fine());
    assertThat(concurrency.limit()).isEqualTo(40);
  }

  @Test
  void limitsAreInOrder() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limits(4, 3));
  }

  /** All that may run at once ends, while more of it waits or not. */
  private void round(boolean waiting, Waits waits) {
    now += 100;
    if (waiting) {
      concurrency.used();
    }
    int count = concurrency.limit();
    for (int i = 0; i < count; i++) {
      concurrency.ended(now - 50, with(List.of(), waits), now);
    }
  }

  private void rise() {
    while (concurrency.limit() < concurrency.max()) {
      round(true, fine());
    }
  }

  private void ended(WriteEntry entry) {
    ended(now, entry);
  }

  private void ended(long started, WriteEntry entry) {
    concurrency.ended(started, with(List.of(entry), Waits.NONE), now);
  }

  private static WorkerInput.AttemptEnded with(List<WriteEntry> writes, Waits waits) {
    return new WorkerInput.AttemptEnded(
        TOKEN, new Outcome.Done(), writes, TraceContext.NONE, waits);
  }

  private static Waits fine() {
    return answered(10);
  }

  private static Waits answered(long millis) {
    return new Waits(0, 1, millis);
  }
}
