package dev.fairlead.launcher.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where something is generated, and whether what was generated there may go. */
public final class GenerationOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "Where to. It must be empty, or not there.")
  private Path directory = Path.of("");

  @Option(names = "--force", description = "Replace what was generated there before.")
  private boolean force;

  /** Where to. */
  public Path directory() {
    return directory;
  }

  /** Whether what is there may be replaced. */
  public boolean force() {
    return force;
  }

  /** What is said when it cannot be written to. */
  public CommandFailure unwritable(IOException cause) {
    return new CommandFailure(
        "cannot write to %s: %s; choose another --output".formatted(directory, cause.getMessage()));
  }
}
