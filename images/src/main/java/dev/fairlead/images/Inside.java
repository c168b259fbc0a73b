package dev.fairlead.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A place where the JVM of an image runs as in a container, by namespaces: {@code /fairlead} is the
 * image's. The C library and the devices are this machine's, since those of the base may not be
 * here. Its own files are in a directory, which has to be emptied by the caller.
 */
record Inside(ImageRoot root, Path directory) {

  /** Of the clock that the JVM sees begins a billion seconds ago; see {@link AotCache}. */
  static final long CLOCK_SECONDS = 1_000_000_000;

  private static final String ENTER =
      """
      fairlead=$1 directory=$2
      shift 2
      for each in /usr /lib /lib64 /dev; do
        [ ! -e $each ] || { mkdir -p $directory$each; mount --rbind $each $directory$each; }
      done
      mkdir -p $directory/fairlead $directory/proc $directory/tmp $directory/var/fairlead
      mount --bind $fairlead $directory/fairlead
      mount -t proc proc $directory/proc
      exec chroot $directory "$@"
      """;

  /** A file of its own. */
  Path at(String path) {
    return directory.resolve(path.substring(1));
  }

  /** Starts the JVM with these arguments; what it says goes into the log. */
  Process java(Path log, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "--pid", "--fork"));
    command.addAll(List.of("--kill-child", "--time", "--monotonic", String.valueOf(CLOCK_SECONDS)));
    command.addAll(List.of("sh", "-ec", ENTER, "sh", root.at("/fairlead").toString()));
    command.addAll(List.of(directory.toString(), JavaRuntime.HOME + "/bin/java"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Says why something failed, by the last that was said. */
  static ImageFailure failure(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return new ImageFailure(
        "the JVM cannot run inside of the image: %s; allow unshare to make namespaces, or go without its cache by --without-aot"
            .formatted(lines.isEmpty() ? "it says nothing" : lines.getLast()));
  }
}
