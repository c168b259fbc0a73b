package dev.fairlead.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of a container runtime as the Pods of the manifests ask for: the layers of a tarball in
 * namespaces of their own, for a user without a name and without capabilities, below a root that
 * nobody can write to, with volumes at {@code /tmp} and {@code /var/fairlead}.
 */
record Container(Path root, Path volume) {

  private static final Pattern LAYER = Pattern.compile("\"([^\"]+\\.tar\\.gz)\"");

  private static final String RUN =
      """
      root=$1 volume=$2
      shift 2
      mount --bind $root $root
      mount --rbind /dev $root/dev
      mount -t proc proc $root/proc
      mount -t tmpfs tmpfs $root/tmp
      mount --bind $volume $root/var/fairlead
      mount -o remount,bind,ro $root
      PATH=/fairlead/java/bin:$PATH
      exec setpriv --no-new-privs chroot --userspec=65532:65532 $root "$@"
      """;

  /** Unpacks an image into an empty directory. */
  static Container of(Path tar, Path directory)
      throws ImageFailure, InterruptedException, IOException {
    Path files = Files.createDirectory(directory.resolve("image"));
    Container container =
        new Container(
            Files.createDirectory(directory.resolve("root")),
            Files.createDirectory(directory.resolve("volume")));
    new SystemCommand(files, List.of("tar", "xf", tar.toString())).run();
    String manifest = Files.readString(files.resolve("manifest.json"));
    for (String layer : LAYER.matcher(manifest).results().map(it -> it.group(1)).toList()) {
      String root = container.root().toString();
      new SystemCommand(files, List.of("tar", "xzf", layer, "--no-same-owner", "-C", root)).run();
    }
    for (String mount : List.of("dev", "proc")) {
      Files.createDirectories(container.root().resolve(mount));
    }
    new SystemCommand(directory, List.of("chmod", "777", container.volume().toString())).run();
    return container;
  }

  /** Starts a command in it. */
  Process start(Path out, Path err, String... command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child"));
    all.addAll(List.of("sh", "-ec", RUN, "sh", root.toString(), volume.toString()));
    all.addAll(List.of(command));
    return new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** The files in it that are of its image. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
