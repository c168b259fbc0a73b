package dev.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/FROM-GO.md and docs/FROM-JOSDK.md show is code of these tests, word for word. */
class DocumentsTest {

  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern HERE = Pattern.compile("(?m)^\\|[^|]+\\|(.+)\\|$");
  private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)");
  private static final Pattern ANNOTATION = Pattern.compile("`@(\\w+)(?:\\((\\w+) =)?");
  private static final List<String> PACKAGES =
      List.of(
          "dev.fairlead.sdk.",
          "dev.fairlead.sdk.meaning.",
          "dev.fairlead.launcher.",
          "dev.fairlead.testkit.",
          "java.util.concurrent.");

  @ParameterizedTest
  @CsvSource({"FROM-GO.md, fromgo", "FROM-JOSDK.md, fromjosdk"})
  void itsSnippetsAreRun(String document, String packageName) throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files =
        Files.list(Path.of("src/test/java/dev/fairlead/examples", packageName))) {
      for (Path file : files.toList()) {
        code.append(Files.readString(file));
      }
    }
    List<String> snippets =
        SNIPPET.matcher(text(document)).results().map(it -> it.group(1)).toList();

    assertThat(snippets).hasSizeGreaterThan(5);
    assertThat(snippets.stream().filter(it -> !code.toString().contains(it))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"FROM-GO.md", "FROM-JOSDK.md"})
  void itsNamesExist(String document) throws IOException {
    List<MatchResult> names =
        HERE.matcher(text(document))
            .results()
            .map(row -> row.group(1))
            .flatMap(
                here -> Stream.of(MEMBER, ANNOTATION).flatMap(it -> it.matcher(here).results()))
            .toList();

    assertThat(names).hasSizeGreaterThan(30);
    assertThat(
            names.stream().filter(it -> !exists(it.group(1), it.group(2))).map(MatchResult::group))
        .isEmpty();
  }

  private static boolean exists(String type, @Nullable String member) {
    return PACKAGES.stream()
        .flatMap(it -> find(it + type).stream())
        .anyMatch(it ->
            member == null
                || Stream.concat(Stream.of(it.getMethods()), Stream.of(it.getFields()))
                    .anyMatch(declared -> declared.getName().equals(member)));
  }

  private static Optional<Class<?>> find(String name) {
    try {
      return Optional.of(Class.forName(name));
    } catch (ClassNotFoundException elsewhere) {
      return Optional.empty();
    }
  }

  private static String text(String document) throws IOException {
    return Files.readString(Path.of("../../docs", document));
  }
}
