package dev.fairlead.bench.jmh;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.queue.WorkQueue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The life of one key among 10,000 that are due. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Queue {

  private static final int DUE = 10_000;
  private static final int REASONS_MAX = 8;
  private static final Reason REASON = Reason.of(Reason.Type.PRIMARY_CHANGED, "changed");
  private static final Partition PARTITION = new Partition("memcached", 1, 0);

  private final WorkQueue queue = new WorkQueue(Duration.ofSeconds(10), REASONS_MAX);
  private final Incarnation worker = new Incarnation("worker");
  private final NamespacedName[] keys = new NamespacedName[DUE];
  private long now;
  private long attempt;

  @Setup
  public void fill() {
    for (int number = 0; number < DUE; number++) {
      keys[number] = new NamespacedName("namespace-" + number % 20, "cache-" + number);
      queue.touch(keys[number], Priority.CHANGE, REASON, now);
    }
  }

  /** Taken, finished, wanted again. */
  @Benchmark
  public NamespacedName turn() {
    now++;
    NamespacedName key =
        queue
            .take(due -> worker, due -> new Token(PARTITION, 1, due, ++attempt), now)
            .orElseThrow()
            .token()
            .key();
    queue.finish(key, Optional.empty(), now, 0, false, now);
    queue.touch(key, Priority.CHANGE, REASON, now);
    return key;
  }

  /** Wanted once more while it is due already. */
  @Benchmark
  public void coalesce() {
    now++;
    queue.touch(keys[(int) (now % DUE)], Priority.CHANGE, REASON, now);
  }
}
