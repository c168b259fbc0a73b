package dev.fairlead.testkit.children;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every snippet of docs/SDK.md stands in a class of these tests, and so compiles. */
class SdkDocumentTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

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
        SNIPPET.matcher(page).results().map((MatchResult it) -> it.group(1)).toList();

    assertThat(snippets).isNotEmpty();
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(sources.toString()).contains(bare(snippet)));
  }

  private static String bare(String code) {
    return code.replaceAll("\\s+", "");
  }
}
