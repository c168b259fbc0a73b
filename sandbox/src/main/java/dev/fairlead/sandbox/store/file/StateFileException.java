package dev.fairlead.sandbox.store.file;

import java.nio.file.Path;

/** The state file cannot be used. The message is one line that names the file and the remedy. */
public final class StateFileException extends Exception {

  private static final long serialVersionUID = 1;

  StateFileException(Path path, String problem, String remedy) {
    super("state file %s %s; %s".formatted(path, problem.lines().findFirst().orElse(""), remedy));
  }

  StateFileException(Path path, String problem, String remedy, Throwable cause) {
    this(path, problem, remedy);
    initCause(cause);
  }
}
