package dev.fairlead.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The argument files of the JVM, one a role: an argument file can name no other, so each is the
 * texts of {@code distribution/jvm} that hold for it, in a row.
 */
final class RoleFlags {

  /** Where a container has them. */
  static final String DIRECTORY = "/fairlead/jvm/";

  /** The flag that names the AOT cache. */
  static final String CACHE = "-XX:AOTCache=";

  private static final String COMMON = "common";

  private RoleFlags() {}

  /**
   * Writes them.
   *
   * @param flags {@code distribution/jvm}
   * @param further what follows the texts of every role
   */
  static void write(ImageRoot root, Path flags, List<String> further) throws IOException {
    Path own = flags.resolve("image");
    List<String> roles;
    try (Stream<Path> files = Files.list(own)) {
      roles = files.map(it -> it.getFileName().toString()).sorted().toList();
    }
    for (String role : roles) {
      if (!role.equals(COMMON)) {
        String text =
            Stream.of(
                    flags.resolve(COMMON),
                    flags.resolve("compiler"),
                    flags.resolve("linux"),
                    own.resolve(COMMON),
                    own.resolve(role))
                .map(RoleFlags::text)
                .collect(Collectors.joining("\n"));
        root.write(DIRECTORY + role, text + "\n" + String.join("\n", further) + "\n");
      }
    }
  }

  /** Those of a process with every role that makes the cache, instead of using it. */
  static String withoutCacheAndRecorder(ImageRoot root) throws IOException {
    return Files.readAllLines(root.at(DIRECTORY + "all")).stream()
        .filter(line -> !line.startsWith(CACHE) && !line.startsWith("-XX:StartFlightRecording"))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
