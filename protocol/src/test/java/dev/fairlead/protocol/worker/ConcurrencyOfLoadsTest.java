package dev.fairlead.protocol.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** There is always work, and as much of it runs as {@link Concurrency} says. */
class ConcurrencyOfLoadsTest {

  private static final Token TOKEN =
      new Token(Partition.whole("c"), 1, new NamespacedName("ns", "a"), 1);
  private static final WriteEntry THROTTLED =
      new WriteEntry.Refused(
          new ObjectRef(
              new GroupVersionResource("", "v1", "configmaps"), new NamespacedName("ns", "a")),
          "patch",
          429,
          "too many requests");

  private record Attempt(long startedMillis, long endsMillis, boolean refused, Waits waits) {}

  /** What becomes of an attempt that starts while so many run. */
  private interface Load {
    Attempt start(long now, int running);
  }

  private final Concurrency concurrency = new Concurrency(new Limits(2, 32));
  private final PriorityQueue<Attempt> running =
      new PriorityQueue<>(Comparator.comparingLong(Attempt::endsMillis));
  private final List<Integer> limits = new ArrayList<>();
  private long now;

  @Test
  void waitingForSomethingElseRisesToTheMostWithinHalfASecond() {
    run(500, (at, with) -> new Attempt(at, at + 50, false, new Waits(0, 1, 5)));
    assertThat(concurrency.limit()).isEqualTo(32);
  }

  @Test
  void computingFindsItsMeasureAndStaysThere() {
    List<Long> processors = new ArrayList<>(List.of(0L, 0L));
    Load computing =
        (at, with) -> {
          long free = Math.max(at, processors.removeFirst());
          processors.add(free + 50);
          processors.sort(Comparator.naturalOrder());
          return new Attempt(at, free + 50, false, new Waits(free - at, 0, 0));
        };
    run(10_000, computing);
    limits.clear();
    run(10_000, computing);
    assertThat(limits).allMatch(limit -> limit >= 2 && limit <= 8);
    assertThat(limits.stream().distinct().count()).isLessThanOrEqualTo(2);
  }

  @Test
  void anApiServerThatTakesTwentyAtATimeIsFollowed() {
    run(1_000, (at, with) -> limited(at, with, 20));
    limits.clear();
    run(30_000, (at, with) -> limited(at, with, 20));
    assertThat(limits).allMatch(limit -> limit >= 8 && limit <= 22);
    assertThat(limits.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isGreaterThan(12);
    run(5_000, (at, with) -> limited(at, with, 100));
    assertThat(concurrency.limit()).isEqualTo(32);
  }

  private static Attempt limited(long at, int with, int most) {
    return new Attempt(at, at + 30, with > most, new Waits(0, 1, 5));
  }

  private void run(long millis, Load load) {
    for (long end = now + millis; now < end; now++) {
      while (!running.isEmpty() && running.peek().endsMillis() <= now) {
        Attempt over = running.remove();
        concurrency.ended(over.startedMillis(), ended(over), now);
      }
      while (running.size() < concurrency.limit()) {
        running.add(load.start(now, running.size() + 1));
        if (running.size() == concurrency.limit()) {
          concurrency.used();
        }
      }
      limits.add(concurrency.limit());
    }
  }

  private static WorkerInput.AttemptEnded ended(Attempt attempt) {
    List<WriteEntry> writes = attempt.refused() ? List.of(THROTTLED) : List.of();
    return new WorkerInput.AttemptEnded(
        TOKEN, new Outcome.Done(), writes, TraceContext.NONE, attempt.waits());
  }
}
