package dev.fairlead.controlplane.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.ControlPlane;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a class where there is neither a control plane nor Go to build one. */
class RealControlPlaneExtensionTest {

  @RealControlPlane
  static class Sample {

    @Test
    void first(ControlPlane controlPlane) {}

    @Nested
    class Inner {
      @Test
      void second() {}
    }
  }

  @RealControlPlane
  static class Another {
    @Test
    void third() {}
  }

  /** The JVM of the tests. */
  static final class Runner {
    public static void main(String[] args) {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      try (LauncherSession session = LauncherFactory.openSession()) {
        session
            .getLauncher()
            .execute(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(
                        DiscoverySelectors.selectClass(Sample.class),
                        DiscoverySelectors.selectClass(Another.class))
                    .build(),
                listener);
      }
      listener.getSummary().printTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
      listener
          .getSummary()
          .printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    }
  }

  @TempDir private Path emptyCache;

  @Test
  void testsAreSkippedLoudlyAndCounted() throws Exception {
    assertThat(run(""))
        .contains(
            "skipping " + Sample.class.getName() + " (2 tests): control plane: Go is not installed")
        .containsPattern(
            "fairlead: 3 tests skipped: control plane: Go is not installed.*KUBEBUILDER_ASSETS")
        .containsPattern("0 tests started")
        .containsPattern("0 containers failed");
  }

  @Test
  void testsFailWhereTheyAreRequired() throws Exception {
    assertThat(run("cluster,controlplane"))
        .containsPattern("2 containers failed")
        .contains("control plane: Go is not installed", "FAIRLEAD_REQUIRE")
        .doesNotContain("skipping");
  }

  private String run(String required) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName())
            .redirectErrorStream(true);
    builder.environment().remove("KUBEBUILDER_ASSETS");
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "FAIRLEAD_CACHE",
                emptyCache.toString(),
                "FAIRLEAD_REQUIRE",
                required));
    Process process = builder.start();
    String output = String.join("\n", process.inputReader().readAllLines());
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
