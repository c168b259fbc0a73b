package dev.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local repository of Maven with the modules of this build, as {@code ./fairlead new} installs
 * them, over the one that this build itself uses: everything else is a link into that one, which
 * gets no module of Fairlead from here.
 */
final class LocalRepository {

  private static final Pattern MODULE = Pattern.compile("(fairlead-[a-z-]+)-(\\d.*)\\.jar");

  private LocalRepository() {}

  /** Makes one in a new directory. */
  static Path in(Path directory) throws IOException {
    List<Path> modules =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(entry -> MODULE.matcher(name(entry)).matches())
            .toList();
    assumeTrue(!modules.isEmpty(), "the modules are no jars here; Maven makes them");
    Path below = Path.of(Optional.ofNullable(System.getProperty("maven.repo.local")).orElseThrow());
    link(below, directory, "dev");
    Path ours = directory.resolve("dev").resolve("fairlead");
    if (Files.isDirectory(below.resolve("dev"))) {
      link(below.resolve("dev"), directory.resolve("dev"), "fairlead");
    }
    for (Path module : modules) {
      install(module, ours);
    }
    return directory;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.filter(it -> !name(it).equals(except)).toList()) {
        Files.createSymbolicLink(to.resolve(name(entry)), entry.toAbsolutePath());
      }
    }
  }

  /** The jar, and the POM that it carries; the parent's is that of this build. */
  private static void install(Path module, Path ours) throws IOException {
    Matcher file = MODULE.matcher(name(module));
    assertThat(file.matches()).isTrue();
    String artifact = file.group(1);
    String version = file.group(2);
    Path home = Files.createDirectories(ours.resolve(artifact).resolve(version));
    Files.copy(module, home.resolve(name(module)));
    try (JarFile jar = new JarFile(module.toFile());
        InputStream pom =
            jar.getInputStream(
                jar.getJarEntry("META-INF/maven/dev.fairlead/" + artifact + "/pom.xml"))) {
      Files.copy(pom, home.resolve(artifact + "-" + version + ".pom"));
    }
    Path parent = Files.createDirectories(ours.resolve("fairlead-parent").resolve(version));
    Path parentPom = parent.resolve("fairlead-parent-" + version + ".pom");
    if (!Files.exists(parentPom)) {
      Files.copy(Path.of("..", "pom.xml"), parentPom);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
