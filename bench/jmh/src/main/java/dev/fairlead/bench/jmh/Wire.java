package dev.fairlead.bench.jmh;

import dev.fairlead.mesh.vocabulary.Vocabulary;
import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An attempt between two processes: its assignment, with a Deployment of 2 KB, and its report. What
 * both processes spend together is the sum of the four.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Wire {

  private static final TraceContext TRACE =
      new TraceContext(
          Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

  private final WireFormat format = new WireFormat("fairlead", Vocabulary.schema());
  private final ObservedObject object = Objects.observed(0);
  private final Token token = new Token(Partition.whole("memcached"), 3, object.name(), 42);
  private final Assign assign =
      new Assign(
          token,
          new Incarnation("watcher-0-5f1e2d3c4b"),
          1_001,
          4_875,
          30_000,
          List.of(Reason.of(Reason.Type.CHILD_CHANGED, "Deployment default/cache-0 changed")),
          TRACE,
          0,
          new Snapshot(Optional.of(object), List.of(), List.of()));
  private final Finished finished =
      new Finished(
          token,
          new Incarnation("worker-1-a0b1c2d3e4"),
          new Outcome.Done(),
          List.of(
              new WriteEntry.Written(
                  object.ref(), "patch", 200, object.metadata().uid(), object.resourceVersion())),
          41,
          TRACE);
  private final byte[] assignFrame = encodeAssign();
  private final byte[] finishedFrame = encodeFinished();

  @Benchmark
  public final byte[] encodeAssign() {
    return format.encode(assign, Wire::unexpected);
  }

  @Benchmark
  public Decoded decodeAssign() {
    return format.decode(assignFrame);
  }

  @Benchmark
  public final byte[] encodeFinished() {
    return format.encode(finished, Wire::unexpected);
  }

  @Benchmark
  public Decoded decodeFinished() {
    return format.decode(finishedFrame);
  }

  private static void unexpected(Refused refused) {
    throw new IllegalStateException(refused.toString());
  }
}
