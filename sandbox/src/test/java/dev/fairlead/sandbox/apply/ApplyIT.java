package dev.fairlead.sandbox.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.sandbox.apply.RealServer.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of applies, updates and patches, good ones and bad ones, by several managers:
 * the real server and our code come to the same objects, managed fields, conflicts and refusals.
 */
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplyIT {

  private static final String NAMESPACE = "apply";
  private static final String JSON = "application/json";
  private static final int SEQUENCES = 100;
  private static final int WRITES = 10;

  private final Subjects subjects = new Subjects();
  private final RealServer server;

  ApplyIT(ControlPlane plane) {
    server = RealServer.of(plane);
  }

  @BeforeAll
  void definesTheCustomResource() {
    Answer namespace =
        server.send(
            "POST",
            "/api/v1/namespaces",
            JSON,
            "{\"metadata\": {\"name\": \"" + NAMESPACE + "\"}}");
    assertTrue(namespace.ok() || namespace.code() == 409, namespace.toString());
    server.send(
        "POST",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        JSON,
        subjects.definition().toString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.get(subjects.all().getLast().path(NAMESPACE)).ok());
  }

  static LongStream seeds() {
    return LongStream.range(0, SEQUENCES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheRealServer(long seed) {
    Subject subject = subjects.all().get((int) (seed % subjects.all().size()));
    Differential sequence = new Differential(server, subjects, subject, NAMESPACE, seed);
    assertEquals(Optional.empty(), sequence.run(WRITES));
  }
}
