package dev.fairlead.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code control-plane/build} does before it compiles anything, and a shell script in place of
 * Go.
 */
class BuildScriptTest {

  private record Run(int exitCode, List<String> output, String errors) {}

  @TempDir private Path directory;

  @Test
  void whatAUserHasIsNotBuilt() throws Exception {
    Path assets = Files.createDirectory(directory.resolve("assets"));
    Path etcd = executable(assets.resolve("etcd"), "exit 1");
    Run run = build(Map.of("KUBEBUILDER_ASSETS", assets.toString()), "etcd");
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).containsExactly(etcd.toString());
    assertThat(run.errors()).isEmpty();
  }

  @Test
  void assetsMustBeADirectory() throws Exception {
    Run run = build(Map.of("KUBEBUILDER_ASSETS", "/nowhere"), "etcd");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("KUBEBUILDER_ASSETS is /nowhere, which is no directory");
  }

  @Test
  void anUnknownProgramIsWrongUsage() throws Exception {
    Run run = build(Map.of(), "kubelet");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors())
        .hasLineCount(1)
        .contains(
            "'kubelet'",
            "kube-apiserver etcd kube-controller-manager kubectl kwok jaeger helm crane");
  }

  @Test
  void withoutGoItSaysWhatToDo() throws Exception {
    Run run = build(Map.of("PATH", withoutGo()), "etcd");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasLineCount(1).contains("Go is not installed", "KUBEBUILDER_ASSETS");
  }

  @Test
  void anOldGoIsNamed() throws Exception {
    Run run = build(Map.of("PATH", go("echo go1.18.2")), "etcd");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).hasLineCount(1).contains("needs Go 1.26", "found Go 1.18.2");
  }

  @Test
  void whatIsBuiltIsThereForTheNextTime() throws Exception {
    Map<String, String> environment = Map.of("PATH", go(COMPILES));
    Run first = build(environment, "etcd", "jaeger");
    assertThat(first.exitCode()).as(first.errors()).isZero();
    assertThat(first.errors()).contains("[1/2] etcd v3", "[2/2] jaeger v1");
    assertThat(first.output()).hasSize(2).allMatch(path -> Files.isExecutable(Path.of(path)));
    Run second = build(environment, "jaeger", "etcd");
    assertThat(second.errors()).isEmpty();
    assertThat(second.output()).isEqualTo(first.output().reversed());
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    Map<String, String> environment =
        Map.of("PATH", go("echo >>'%s'\n".formatted(calls()) + COMPILES));
    Process first = start(environment, "etcd");
    Process second = start(environment, "etcd");
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    // Each asks for the version of Go; only one compiles after that.
    assertThat(Files.readAllLines(calls())).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void aFailedBuildLeavesNothingBehind() throws Exception {
    Run run =
        build(
            Map.of(
                "PATH", go("[ $1 = env ] && echo go1.99 || { echo no space left >&2; exit 1; }")),
            "etcd");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).endsWith("could not be built: no space left\n");
    try (var files = Files.walk(cache())) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith(".lock")))
          .isEmpty();
    }
  }

  /** A compiler: it writes the file that follows -o. */
  private static final String COMPILES =
      """
      [ "$1" = env ] && { echo go1.99; exit; }
      while [ "$1" != -o ]; do shift; done
      echo compiled >"$2"
      """;

  private Path cache() {
    return directory.resolve("cache");
  }

  private Path calls() {
    return directory.resolve("calls");
  }

  /** A PATH where {@code go} is this script. */
  private String go(String script) throws IOException {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    executable(bin.resolve("go"), script);
    return bin + ":" + withoutGo();
  }

  /** A PATH that has what the script itself needs. */
  private static String withoutGo() {
    return "/usr/bin:/bin";
  }

  private static Path executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run build(Map<String, String> environment, String... programs) throws Exception {
    Process process = start(environment, programs);
    int exitCode = process.waitFor();
    return new Run(
        exitCode,
        process.inputReader().readAllLines(),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private Process start(Map<String, String> environment, String... programs) throws IOException {
    List<String> command = new ArrayList<>(List.of("../control-plane/build"));
    command.addAll(List.of(programs));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("KUBEBUILDER_ASSETS");
    builder.environment().put("FAIRLEAD_CACHE", cache().toString());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
