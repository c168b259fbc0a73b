package dev.fairlead.watcher.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of causes is what people read who alert on them. */
class CausesDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "OBSERVABILITY.md");
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z]\\w+)` \\|.*");

  @Test
  void everyCauseHasARow() throws IOException {
    assertThat(documented())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Cause.class.getPermittedSubclasses())
                .flatMap(group -> Stream.of(group.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .toList());
  }

  private static List<String> documented() throws IOException {
    List<String> explain =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.equals("## Explain"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .toList();
    return explain.stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> row.group(1))
        .toList();
  }
}
