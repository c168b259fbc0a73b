package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.Fairlead;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A process tells of its own JVM, over the bus, the gateway and the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiagnoseTest {

  private static final int KEPT_MAX = 1_000_000;

  /** What is kept and never let go; large enough to lead. */
  private record Remembered(long a, long b, long c, long d, long e, long f, long g, long h) {}

  private SandboxServer server;
  private Mesh mesh;
  private String incarnation;

  @BeforeAll
  void begin() throws Exception {
    server = SandboxServer.start();
    mesh = Mesh.startWithSamples(server.kubeconfig());
    mesh.awaitReady();
    incarnation = mesh.get("/api/v1/mesh").path("processes").path(0).path("incarnation").asText();
  }

  @AfterAll
  void end() {
    mesh.close();
    server.close();
  }

  @Test
  void theGatewayTellsWhatTheProcessSays() {
    JsonNode told = mesh.get("/api/v1/processes/" + incarnation + "/diagnosis?classes=true");

    assertThat(told.path("incarnation").asText()).isEqualTo(incarnation);
    assertThat(told.path("heap").path("usedBytes").asLong()).isPositive();
    assertThat(told.path("eventLoops")).isNotEmpty();
    assertThat(told.path("deadlocks")).isEmpty();
    assertThat(told.path("classes").findValuesAsText("name")).contains("[B", "java.lang.String");
    assertThat(told.path("recording").isNull()).isTrue();
  }

  @Test
  void theCommandSaysItToPeople() {
    assertThat(said(0, "diagnose", incarnation, "--classes"))
        .contains("heap  ", "collections  ", "event loop  ", "deadlocks    none", "[B");
    assertThat(said(0, "diagnose", incarnation, "--growth", "1")).contains("GREW BY");
  }

  @Test
  void aLeakIsFollowedToItsClass() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Remembered> kept = new ArrayList<>();
    Thread leak =
        Thread.ofPlatform()
            .start(() -> {
              while (!over.get() && kept.size() < KEPT_MAX) {
                IntStream.range(0, 100)
                    .forEach(_ -> kept.add(new Remembered(1, 2, 3, 4, 5, 6, 7, 8)));
                LockSupport.parkNanos(1_000_000);
              }
            });
    try {
      assertThat(said(0, "diagnose", incarnation, "--growth", "1").lines())
          .filteredOn(line -> line.startsWith("+"))
          .first()
          .asString()
          .endsWith(Remembered.class.getName());
    } finally {
      over.set(true);
      leak.join();
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(said(1, "diagnose", "nobody"))
        .contains("no process of the mesh is called nobody; GET /api/v1/mesh lists them");
    assertThat(said(2, "diagnose", incarnation, "--record", "0"))
        .contains("--record takes 1 to 600 seconds, not 0");
    assertThat(
            mesh.get("/api/v1/processes/" + incarnation + "/diagnosis?record=long")
                .path("field")
                .asText())
        .isEqualTo("record");
  }

  private String said(int exitCode, String... arguments) {
    StringWriter told = new StringWriter();
    int code =
        Fairlead.execute(
            Stream.concat(Stream.of(arguments), Stream.of("--gateway", mesh.gateway()))
                .toArray(String[]::new),
            new PrintWriter(told),
            new PrintWriter(told));
    assertThat(code).as(told.toString()).isEqualTo(exitCode);
    return told.toString();
  }
}
