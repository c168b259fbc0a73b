package dev.fairlead.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A text takes the place of the one before, and never scrolls. */
class ScreenTest {

  @Test
  void whatDoesNotFitIsCut() {
    StringWriter terminal = new StringWriter();
    Screen screen = new Screen(new PrintWriter(terminal), new Screen.Size(5, 3));

    screen.show("12345\n123456\nnever");

    assertThat(terminal).hasToString("\u001b[H12345\u001b[K\r\n1234…\u001b[K\r\n\u001b[J");
  }
}
