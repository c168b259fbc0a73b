package dev.fairlead.launcher.config;

/**
 * Something wrong, in one line.
 *
 * @param where the file and its line, the variable or the flag
 * @param what the key, what it takes, and what it got
 */
public record Problem(String where, String what) {

  private static final int LONGEST = 80;

  static Problem at(Origin origin, String what) {
    return new Problem(origin.text(), what);
  }

  /** A text of somebody else's in a message: in quotes, on one line, and not too much of it. */
  static String quoted(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return "\"" + cut.replaceAll("\\p{Cntrl}", "?") + "\"";
  }

  /** The line. */
  public String text() {
    return where + ": " + what;
  }
}
