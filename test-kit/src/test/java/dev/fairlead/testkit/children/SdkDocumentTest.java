package dev.fairlead.testkit.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/SDK.md shows of children stands in a class of these tests, and so compiles. */
class SdkDocumentTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SECTION =
      Pattern.compile(
          "^## (?:Children|Names|Conditions).*?\n(.*?)(?=^## |\\z)",
          Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void everySnippetIsCompiled() throws IOException {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        sources.append(bare(Files.readString(file)));
      }
    }
    String page = Files.readString(Path.of("../docs/SDK.md"));
    List<String> snippets =
        SECTION
            .matcher(page)
            .results()
            .flatMap(section -> SNIPPET.matcher(section.group(1)).results())
            .map(it -> it.group(1))
            .toList();

    assertThat(snippets).hasSize(4);
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(sources.toString()).contains(bare(snippet)));
  }

  private static String bare(String code) {
    return code.replaceAll("\\s+", "");
  }
}
