package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of the system, run to their end. */
final class Shell {

  private static final long COMMAND_SECONDS_MAX = 60;

  record Result(int exitCode, String output) {}

  private Shell() {}

  /**
   * Runs one.
   *
   * @return what it said on both its outputs
   */
  static Result run(List<String> command, String input) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
        stdin.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Result(process.exitValue(), output.strip());
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Runs one that has to succeed. */
  static String must(String... command) {
    return must(List.of(command), "");
  }

  static String must(List<String> command, String input) {
    Result result = run(command, input);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(
          "%s: exit code %d: %s".formatted(command, result.exitCode(), result.output()));
    }
    return result.output();
  }
}
