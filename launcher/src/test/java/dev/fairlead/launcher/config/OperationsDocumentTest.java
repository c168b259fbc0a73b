package dev.fairlead.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/OPERATIONS.md} tells people what the schema tells the program. */
class OperationsDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "OPERATIONS.md");

  @Test
  void everySettingHasItsRowAndNothingElseHas() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream()
            .dropWhile(line -> !line.startsWith("| key |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(rows).containsExactlyElementsOf(Schema.settings().stream().map(this::row).toList());
  }

  private String row(Setting<?> setting) {
    String standard = setting.standardText();
    return "| `%s` | %s | %s | %s |"
        .formatted(
            setting.path(),
            standard.isEmpty() ? "none" : "`" + standard + "`",
            setting.meaning(),
            setting.reloadable() ? "yes" : "no");
  }
}
