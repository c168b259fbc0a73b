package dev.fairlead.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.protocol.object.ObservedObject;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

/** From a frame to what user code sees, to what the comparison sees, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Codec {

  private final KubernetesSerialization serialization = new KubernetesSerialization();
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObservedObject object = Objects.observed(0);
  private final Deployment deployment =
      serialization.unmarshal(new ByteArrayInputStream(object.frame().json()), Deployment.class);

  @Benchmark
  public Deployment decode() {
    return serialization.unmarshal(
        new ByteArrayInputStream(object.frame().json()), Deployment.class);
  }

  @Benchmark
  public JsonNode decodeToTree() throws IOException {
    return mapper.readTree(object.frame().json());
  }

  @Benchmark
  public String encode() {
    return serialization.asJson(deployment);
  }
}
