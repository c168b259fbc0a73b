package dev.fairlead.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.meaning.AppliedHash;
import dev.fairlead.sdk.meaning.SameMeaning;
import java.io.IOException;
import java.util.List;
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

/** Finding out that a child is as it should be, and that it is not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Diff {

  private final JsonNode observed = tree();
  private final ObjectNode same = desired(observed);
  private final ObjectNode other = desired(observed);

  /** With the child as it was applied, and with another number of replicas. */
  public Diff() {
    other.withObjectProperty("spec").put("replicas", 7);
  }

  @Benchmark
  public boolean same() {
    return SameMeaning.holds(same, observed);
  }

  @Benchmark
  public List<String> differences() {
    return SameMeaning.differences(other, observed);
  }

  @Benchmark
  public String hash() {
    return AppliedHash.of(same);
  }

  /** What a reconciler would have asked for: what is observed, less what the server adds. */
  private static ObjectNode desired(JsonNode observed) {
    ObjectNode desired = observed.deepCopy();
    desired.remove("status");
    desired
        .withObjectProperty("metadata")
        .remove(List.of("uid", "resourceVersion", "generation", "creationTimestamp"));
    return desired;
  }

  private static JsonNode tree() {
    try {
      return new ObjectMapper().readTree(Objects.observed(0).frame().json());
    } catch (IOException e) {
      throw new IllegalStateException("the object is no JSON", e);
    }
  }
}
