package dev.fairlead.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Directories that something is generated into. */
public final class OutputDirectory {

  private OutputDirectory() {}

  /**
   * Looks whether it may be written to: it is empty or not there, or what is there may go.
   *
   * @throws InvalidInstallation if it is no directory, or there is something in it and no force
   */
  public static void require(Path directory, boolean force) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    if (!Files.isDirectory(directory)) {
      throw new InvalidInstallation(directory + " is no directory: choose another --output");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      if (!force && entries.findAny().isPresent()) {
        throw new InvalidInstallation(
            "%s is not empty: choose another --output, or replace what was generated there with --force"
                .formatted(directory));
      }
    }
  }

  /** Removes a directory with all that is in it, if it is there. */
  public static void clear(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(root)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /** Writes texts below a directory, each at the path that is its key. */
  public static void write(Path root, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue());
    }
  }
}
