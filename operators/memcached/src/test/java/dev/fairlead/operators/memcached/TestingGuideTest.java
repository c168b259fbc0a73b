package dev.fairlead.operators.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/TESTING.md shows is the code of a test. */
class TestingGuideTest {

  private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");

  @Test
  void itsSnippetsAreRun() throws IOException {
    String test =
        Files.readString(
            Path.of(
                "src/test/java/dev/fairlead/operators/memcached/MemcachedPerturbationTest.java"));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(Path.of("../../docs/TESTING.md")))
            .results()
            .map((MatchResult it) -> it.group(1))
            .toList();

    assertThat(snippets).isNotEmpty().allSatisfy(snippet -> assertThat(test).contains(snippet));
  }
}
