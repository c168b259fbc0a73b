package dev.fairlead.launcher.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A token of a variable, or of a file that another variable of the same name and {@code _FILE}
 * names. A file is read again each time, since whoever writes it renews it.
 */
record Credential(Optional<String> value, Optional<Path> file) {

  static Credential of(Map<String, String> environment, String variable) {
    return new Credential(
        given(environment, variable), given(environment, variable + "_FILE").map(Path::of));
  }

  private static Optional<String> given(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(it -> !it.isBlank());
  }

  /** The token, if there is one. */
  Optional<String> read() throws IOException {
    if (file.isEmpty()) {
      return value.map(String::strip);
    }
    try {
      return Optional.of(Files.readString(file.get()).strip());
    } catch (IOException unreadable) {
      throw new IOException(
          "cannot read the token in %s (%s)".formatted(file.get(), unreadable), unreadable);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return file.map(Path::toString).orElse(value.isPresent() ? "a token" : "no token");
  }
}
