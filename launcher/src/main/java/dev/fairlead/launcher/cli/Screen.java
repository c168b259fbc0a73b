package dev.fairlead.launcher.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal on which one text takes the place of the one before, by ANSI's sequences. */
final class Screen {

  /** How many characters and lines it has. */
  record Size(int columns, int lines) {

    /** Of terminals that do not say. */
    static final Size USUAL = new Size(80, 24);
  }

  private static final Pattern LINES_AND_COLUMNS =
      Pattern.compile("^([1-9]\\d{0,3}) ([1-9]\\d{0,3})\\s*$");

  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private final PrintWriter out;
  private final Size size;

  Screen(PrintWriter out, Size size) {
    this.out = out;
    this.size = size;
  }

  /** Whether a person sees what is printed. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 always had one; JDK 25 has none off a terminal
  static boolean isTerminal() {
    Console console = System.console();
    return console != null
        && console.isTerminal()
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "").toLowerCase(Locale.ROOT));
  }

  /** The size of the terminal of this process. */
  static Size size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Matcher said =
          LINES_AND_COLUMNS.matcher(
              new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      return said.find()
          ? new Size(Integer.parseInt(said.group(2)), Integer.parseInt(said.group(1)))
          : Size.USUAL;
    } catch (IOException noSuchProgram) {
      return Size.USUAL;
    }
  }

  /** Shows a text from the top, as much of it as there is room for. */
  void show(String text) {
    List<String> lines = text.lines().toList();
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < Math.min(lines.size(), size.lines() - 1); i++) {
      String line = lines.get(i);
      frame
          .append(
              line.length() <= size.columns() ? line : line.substring(0, size.columns() - 1) + "…")
          .append(REST_OF_LINE)
          .append("\r\n");
    }
    out.print(frame.append(REST_OF_SCREEN));
    out.flush();
  }
}
