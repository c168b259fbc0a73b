package dev.fairlead.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The file system of an image, as a directory. All files have one time, since the JVM's archive of
 * classes holds only as long as the jars have the time that it saw.
 */
record ImageRoot(Path directory) {

  /** The time of every file: the one that Jib gives what has none. */
  static final Instant TIME = Instant.ofEpochSecond(1);

  private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions ANYBODYS = FilePermissions.fromOctalString("777");

  /** Where a file of the image is while it is made. */
  Path at(String path) {
    return directory.resolve(path.substring(1));
  }

  void copy(Path source, String path) throws IOException {
    Files.createDirectories(at(path).resolveSibling("."));
    Files.copy(source, at(path), StandardCopyOption.REPLACE_EXISTING);
  }

  void write(String path, String text) throws IOException {
    Files.createDirectories(at(path).resolveSibling("."));
    Files.writeString(at(path), text);
  }

  /** Gives all that is there by now its time. */
  void seal() throws IOException {
    for (Path file : files(directory)) {
      if (!Files.isSymbolicLink(file)) {
        Files.setLastModifiedTime(file, FileTime.from(TIME));
      }
    }
  }

  /** A layer of files and directories below a path, in the order of their names. */
  FileEntriesLayer layer(String name, String path, Predicate<Path> wanted) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (Path file : files(at(path))) {
      Path source = target(file);
      if (!file.equals(directory) && (Files.isDirectory(source) || wanted.test(file))) {
        layer.addEntry(
            source,
            AbsoluteUnixPath.get("/" + directory.relativize(file)),
            Files.isDirectory(source) || Files.isExecutable(source) ? EXECUTABLE : FILE,
            TIME);
      }
    }
    return layer.build();
  }

  /** What a link leads to in a container. */
  private Path target(Path file) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return file;
    }
    Path link = Files.readSymbolicLink(file);
    return link.isAbsolute() ? at(link.toString()) : file.resolveSibling(link).normalize();
  }

  /** A layer with a directory that everybody may write to. */
  FileEntriesLayer writable(String name, List<String> paths) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String path : paths) {
      layer.addEntry(Files.createDirectories(at(path)), AbsoluteUnixPath.get(path), ANYBODYS, TIME);
    }
    return layer.build();
  }

  private static List<Path> files(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted().toList();
    }
  }
}
