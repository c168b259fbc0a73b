package dev.fairlead.bench.jmh;

import dev.fairlead.kube.stream.ObjectDecoder;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
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

/** Reading the metadata of one object in one pass, and cutting managedFields out of its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetadataScan {

  private final Frame answer = Objects.answer(0);

  @Benchmark
  public Optional<ObservedObject> scan() {
    return ObjectDecoder.decode(Objects.DEPLOYMENTS, answer);
  }
}
