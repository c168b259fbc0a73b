package dev.fairlead.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.controlplane.Binaries;
import dev.fairlead.controlplane.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a program of the test control plane prints. */
final class Printed {

  private Printed() {}

  /** Runs it to its end, which has to be a good one; it is built where it is not there. */
  static String by(Program program, String... arguments) throws IOException, InterruptedException {
    Process process =
        command(program, arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = read(process);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  /** What it says where it has to refuse. */
  static String against(Program program, String... arguments)
      throws IOException, InterruptedException {
    Process process = command(program, arguments).redirectErrorStream(true).start();
    String printed = read(process);
    assertThat(process.waitFor()).as(printed).isNotZero();
    return printed;
  }

  private static ProcessBuilder command(Program program, String... arguments) {
    String path = Objects.requireNonNull(Binaries.locate(List.of(program)).get(program)).toString();
    return new ProcessBuilder(Stream.concat(Stream.of(path), Stream.of(arguments)).toList());
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
