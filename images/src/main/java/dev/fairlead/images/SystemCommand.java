package dev.fairlead.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A program of the system, run to its end.
 *
 * @param directory where it runs
 */
record SystemCommand(Path directory, List<String> words) {

  SystemCommand(Path directory, String... words) {
    this(directory, List.of(words));
  }

  /**
   * Runs it.
   *
   * @return what it printed, warnings too
   * @throws ImageFailure if it is not there or fails
   */
  String run() throws ImageFailure, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new ImageFailure(
            "%s failed: %s".formatted(words.getFirst(), said.strip().replace('\n', ' ')));
      }
      return said;
    } catch (IOException missing) {
      throw new ImageFailure(
          "%s cannot be run: %s; install it"
              .formatted(words.getFirst(), String.valueOf(missing.getMessage())));
    }
  }
}
