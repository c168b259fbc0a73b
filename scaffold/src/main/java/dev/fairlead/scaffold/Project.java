package dev.fairlead.scaffold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A project, new or there already, as far as its kinds have to know it.
 *
 * @param javaPackage of its main class and of all kinds
 * @param group of the API that its kinds belong to
 * @param version of that API
 */
record Project(String javaPackage, String group, String version) {

  private static final Pattern MAIN =
      Pattern.compile("<operator\\.main>\\s*([\\w.]+)\\.Main\\s*</operator\\.main>");

  /** One that is about to be made. */
  static Project of(String group, String version) {
    return new Project(Names.javaPackage(group), group, version);
  }

  /**
   * One that this command has made.
   *
   * @param group if it is not to be that of the kinds that are there
   * @param version if it is not to be that of the kinds that are there
   */
  static Project in(Path directory, Optional<String> group, Optional<String> version)
      throws Refused, IOException {
    Path pom = directory.resolve("pom.xml");
    Matcher main = MAIN.matcher(Files.isRegularFile(pom) ? Files.readString(pom) : "");
    if (!main.find()) {
      throw new Refused(
          "%s is no project made by fairlead new: go to one, or name it by --directory"
              .formatted(directory.toAbsolutePath().normalize()));
    }
    String javaPackage = main.group(1);
    List<String> sources = texts(directory.resolve(sources(javaPackage)));
    return new Project(
        javaPackage,
        group.isPresent() ? group.get() : annotated("Group", sources),
        version.isPresent() ? version.get() : annotated("Version", sources));
  }

  /** What the kinds that are there agree on. */
  private static String annotated(String annotation, List<String> sources) throws Refused {
    Pattern pattern = Pattern.compile("@%s\\(\"([^\"]+)\"\\)".formatted(annotation));
    Set<String> found = new TreeSet<>();
    for (String source : sources) {
      pattern.matcher(source).results().map(it -> it.group(1)).forEach(found::add);
    }
    if (found.size() != 1) {
      throw new Refused(
          "the kinds of this project have %s: say which it is by --%s"
              .formatted(
                  found.isEmpty()
                      ? "no @" + annotation + "(\"…\")"
                      : "more than one @%s, %s".formatted(annotation, String.join(" and ", found)),
                  annotation.equals("Group") ? "group" : "version"));
    }
    return found.iterator().next();
  }

  private static List<String> texts(Path directory) throws IOException {
    List<String> texts = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static Path sources(String javaPackage) {
    return Path.of("src/main/java", javaPackage.replace('.', '/'));
  }

  Path source(String className) {
    return sources(javaPackage).resolve(className + ".java");
  }

  Path test(String className) {
    return Path.of("src/test/java", javaPackage.replace('.', '/'), className + ".java");
  }
}
