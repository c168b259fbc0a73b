package dev.fairlead.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image of the jars of {@code distribution}, made twice and started as a container would. */
@ExtendWith(ContainersCondition.class)
@RealControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesIT {

  private static final Pattern READY =
      Pattern.compile("Fairlead [a-z ]*is ready: http://127\\.0\\.0\\.1:(\\d+)");

  private Path directory = Path.of("");
  private Container container = new Container(directory, directory);

  @BeforeAll
  void make(@TempDir Path directory) throws Exception {
    this.directory = directory;
    image(Images.JARS, "first.tar");
    container = Container.of(directory.resolve("first.tar"), directory);
  }

  @Test
  void anotherBuildElsewhereGivesTheSameBytes() throws Exception {
    Path copies = Files.createDirectory(directory.resolve("copies"));
    try (Stream<Path> jars = Files.list(Images.JARS)) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, copies.resolve(jar.getFileName().toString()));
      }
    }

    image(copies, "second.tar");

    assertThat(Files.mismatch(directory.resolve("first.tar"), directory.resolve("second.tar")))
        .isEqualTo(-1);
  }

  @Test
  void nothingInItTellsWhereItWasMade() throws IOException {
    for (Path file : container.files()) {
      assertTellsNothing(file.toString(), Files.readAllBytes(file));
      if (file.getFileName().toString().startsWith("fairlead-")) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
          for (ZipEntry entry : jar.stream().toList()) {
            try (InputStream in = jar.getInputStream(entry)) {
              assertTellsNothing(file + "!" + entry, in.readAllBytes());
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"all, 60", "watcher, 65", "reconciler, 50", "status, 50", "gateway, 50"})
  void theFlagsOfARoleAreInForce(String role, int percent) throws Exception {
    Process java =
        container.start(
            out(role),
            err(role),
            "java",
            "-XX:AOTMode=on",
            "-XX:+PrintFlagsFinal",
            "@/fairlead/jvm/" + role,
            "--version");

    assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(java.exitValue()).as(Files.readString(err(role))).isZero();
    assertThat(Files.readString(out(role)).replaceAll(" +", " "))
        .contains("UseG1GC = true", "MaxGCPauseMillis = 200", "UseCompactObjectHeaders = true")
        .contains("UseContainerSupport = true", "MaxRAMPercentage = " + percent + ".0")
        .contains("HeapDumpOnOutOfMemoryError = true", "HeapDumpPath = /var/fairlead")
        .contains("AOTCache = /fairlead/fairlead.aot");
  }

  @Test
  void itStartsAsAContainerWouldAndLeavesARecording(ControlPlane controlPlane) throws Exception {
    Path kubeconfig = container.root().resolve("etc/kubeconfig");
    Files.writeString(kubeconfig, Files.readString(controlPlane.kubeconfig()));
    Process run =
        container.start(
            out("run"),
            err("run"),
            "java",
            "@/fairlead/jvm/all",
            "run",
            "all",
            "--kubeconfig=/etc/kubeconfig",
            "--install-crds",
            "--port=0",
            "--management-port=18081",
            "--bus-port=0",
            "--cluster-port=0");
    try {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> !run.isAlive() || READY.matcher(Files.readString(out("run"))).find());
      Matcher ready = READY.matcher(Files.readString(out("run")));
      assertThat(ready.find()).as(Files.readString(err("run"))).isTrue();
      await().atMost(Duration.ofMinutes(1)).until(() -> answer(18081, "/readyz") == 200);
      assertThat(answer(Integer.parseInt(ready.group(1)), "/healthz")).isEqualTo(200);
      assertThat(Files.readString(err("run"))).doesNotContain("[aot", "Read-only file system");
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    try (Stream<Path> left = Files.walk(container.volume())) {
      assertThat(left.map(Path::toString).filter(it -> it.endsWith(".jfr"))).isNotEmpty();
    }
  }

  private void image(Path libraries, String tar) {
    StringWriter said = new StringWriter();
    int code = Images.run(said, libraries, "--base=libc6", "--tar=" + directory.resolve(tar));
    assertThat(code).as(said.toString()).isZero();
  }

  /** Bytes as characters of one byte each, so that all of them can be looked through. */
  private void assertTellsNothing(String name, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    for (String place :
        List.of(Images.REPOSITORY.toString(), directory.toString(), "/fairlead-image")) {
      assertThat(text.contains(place)).as(name + " has " + place).isFalse();
    }
  }

  private static int answer(int port, String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (java.net.ConnectException notYet) {
      return 0;
    }
  }

  private Path out(String name) {
    return directory.resolve(name + ".out");
  }

  private Path err(String name) {
    return directory.resolve(name + ".err");
  }
}
