package dev.fairlead.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes files all or none: after a failure nothing is left of those that came before. */
final class Written {

  /** Newest first. */
  private final Deque<Path> made = new ArrayDeque<>();

  private Written() {}

  /**
   * Writes new files; the {@code operator} can be run.
   *
   * @param files texts by their paths within the directory, which is made if it is not there
   * @throws IOException if it cannot, or one of the files is there already
   */
  static Written files(Path directory, Map<Path, String> files) throws IOException {
    Written written = new Written();
    try {
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Path path = directory.resolve(file.getKey());
        written.makeDirectory(path.toAbsolutePath().normalize().getParent());
        written.write(path, file.getValue());
      }
      return written;
    } catch (IOException failure) {
      written.takeBack(failure);
      throw failure;
    }
  }

  private void makeDirectory(@Nullable Path directory) throws IOException {
    if (directory != null && !Files.isDirectory(directory)) {
      makeDirectory(directory.getParent());
      Files.createDirectory(directory);
      made.push(directory);
    }
  }

  private void write(Path path, String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    made.push(path);
    if (path.endsWith("operator") && !path.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + path + " executable");
    }
  }

  /** Removes what was written; what cannot be removed is told with the failure. */
  void takeBack(IOException failure) {
    for (Path path : made) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException left) {
        failure.addSuppressed(left);
      }
    }
  }
}
