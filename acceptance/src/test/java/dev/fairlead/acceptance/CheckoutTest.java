package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./fairlead} in a fresh checkout, with a Maven that builds when it is told to. */
class CheckoutTest {

  @TempDir private Path directory;
  private Path checkout;

  @BeforeEach
  void makeOne() throws IOException {
    checkout = Files.createDirectory(directory.resolve("checkout"));
    Files.copy(Path.of("..", "fairlead"), checkout.resolve("fairlead"));
    Path maven = Files.createDirectory(directory.resolve("bin")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/usr/bin/env bash
        echo built >>"$OUT/builds"
        until [[ -e $OUT/go ]]; do sleep 0.05; done
        [[ ! -e $OUT/fail ]] || exit 1
        echo "[INFO] BUILD SUCCESS"
        """);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theSecondOfTwoWaitsForTheFirstAndBuildsNothing() throws Exception {
    Process first = fairlead("first");
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(directory.resolve("builds")));
    Process second = fairlead("second");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            said("second")
                .contains("waiting for another ./fairlead that builds (process " + first.pid()));
    Files.createFile(directory.resolve("go"));

    assertEnds(first);
    assertEnds(second);
    assertThat(directory.resolve("builds")).content().isEqualTo("built\n");
    assertThat(checkout.resolve("target")).isEmptyDirectory();
  }

  @Test
  void whoIsGoneHoldsNothing() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectory(checkout.resolve("target")).resolve("building");
    Files.createSymbolicLink(lock, Path.of(String.valueOf(gone.pid())));
    Files.createFile(directory.resolve("go"));

    assertEnds(fairlead("later"));

    assertThat(said("later")).doesNotContain("waiting");
    assertThat(checkout.resolve("target")).isEmptyDirectory();
  }

  @Test
  void aBuildThatFailsLetsTheNextTry() throws Exception {
    Files.createFile(directory.resolve("go"));
    Path fail = Files.createFile(directory.resolve("fail"));
    assertEnds(fairlead("failing"));
    Files.delete(fail);

    assertEnds(fairlead("next"));

    assertThat(said("failing")).contains("the build failed");
    assertThat(said("next")).doesNotContain("waiting", "the build failed");
  }

  private Process fairlead(String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", checkout.resolve("fairlead").toString(), "controllers")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile());
    builder.environment().put("OUT", directory.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .merge("PATH", "", (path, _) -> directory.resolve("bin") + File.pathSeparator + path);
    return builder.start();
  }

  private String said(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".log"));
  }

  /** What it would run was not built: how it ends then is of no matter. */
  private static void assertEnds(Process process) throws InterruptedException {
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }
}
