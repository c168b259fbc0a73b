package dev.fairlead.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/WEBHOOKS.md} shows code that compiles. */
class DocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "WEBHOOKS.md");
  private static final Path SOURCE =
      Path.of("src/test/java/dev/fairlead/webhook/SnippetsOfTheDocument.java");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everyLineOfItsCodeIsInASourceInThatOrder() throws IOException {
    String source = bare(Files.readString(SOURCE));
    Matcher block = BLOCK.matcher(Files.readString(DOCUMENT));
    int blocks = 0;
    while (block.find()) {
      blocks++;
      for (String part : List.of(block.group(1).split("\n\n(?=final class)"))) {
        assertThat(source).contains(bare(part));
      }
    }
    assertThat(blocks).isPositive();
  }

  private static String bare(String code) {
    return code.replaceAll("\\s+", "");
  }
}
