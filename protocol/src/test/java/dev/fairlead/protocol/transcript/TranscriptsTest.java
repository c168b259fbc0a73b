package dev.fairlead.protocol.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every story is told as the machines play it. With {@code -Dtranscripts.rewrite=true} the stories
 * are written anew: read the difference before you commit it.
 */
class TranscriptsTest {

  private static final Path STORIES = Path.of("src", "test", "resources", "transcripts");

  static List<Path> stories() throws IOException {
    try (Stream<Path> files = Files.list(STORIES)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private static Story.Stage stage(String file) {
    if (file.startsWith("reflector")) {
      return new ReflectorStage();
    }
    return file.startsWith("lease") ? new LeaseStage() : new MeshStage();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void isToldAsItHappens(Path file) throws IOException {
    List<String> written = Files.readAllLines(file);
    List<String> told = new Story(stage(file.getFileName().toString())).tell(written);
    if (Boolean.getBoolean("transcripts.rewrite")) {
      Files.write(file, told);
    } else {
      assertThat(told).isEqualTo(written);
    }
  }
}
