package dev.fairlead.kube.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineInputTest {

  private static List<String> lines(String text, int chunk, int bytesMax) throws IOException {
    LineInput input = new LineInput(new Trickle(text, chunk), bytesMax);
    List<String> lines = new ArrayList<>();
    while (true) {
      switch (input.next()) {
        case LineInput.Line.Text(byte[] line) ->
            lines.add(new String(line, StandardCharsets.UTF_8));
        case LineInput.Line.TooLong() -> lines.add("too long");
        case LineInput.Line.End() -> {
          return lines;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1000})
  void cutsAtLineEnds(int chunk) throws IOException {
    assertThat(lines("a\n\n \r\nbcd\nä\n", chunk, 100)).containsExactly("a", "bcd", "ä");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 40_000})
  void growsToTheBoundAndPassesOverWhatIsLonger(int chunk) throws IOException {
    String fits = "x".repeat(50_000);
    String longer = "y".repeat(200_000);
    assertThat(lines(fits + "\n" + longer + "\n" + "end\n", chunk, 100_000))
        .containsExactly(fits, "too long", "end");
  }

  @Test
  void aLineWithoutItsEndIsABrokenConnection() {
    assertThatThrownBy(() -> lines("a\n{\"type\"", 3, 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("middle of an event");
  }
}
