package dev.fairlead.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/SDK.md shows of reads, pools and informers stands word for word in tests that run. */
class SdkSnippetsTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SECTION =
      Pattern.compile(
          "^## (Reads|Pools|Informers)\n(.*?)(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everySnippetIsCompiled() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/SDK.md"), UTF_8);
    List<String> snippets =
        SECTION
            .matcher(page)
            .results()
            .flatMap(section -> JAVA.matcher(section.group(2)).results())
            .map(snippet -> snippet.group(1))
            .toList();
    String tests =
        Stream.of(
                "acceptance/src/test/java/dev/fairlead/acceptance/ReadsTest.java",
                "acceptance/src/test/java/dev/fairlead/acceptance/PoolsTest.java",
                "informers/src/test/java/dev/fairlead/informers/InformersIT.java")
            .map(SdkSnippetsTest::text)
            .collect(Collectors.joining());

    assertThat(snippets).hasSizeGreaterThan(5).allSatisfy(it -> assertThat(tests).contains(it));
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file), UTF_8);
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }
}
