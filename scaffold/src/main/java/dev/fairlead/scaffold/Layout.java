package dev.fairlead.scaffold;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks what does not fit on a line as google-java-format would, for the few places where a
 * template cannot know how long names are.
 */
final class Layout {

  private static final int COLUMNS_MAX = 100;

  private Layout() {}

  /** The first text all of whose lines fit; the last one if none does. */
  static String fitting(int indent, List<String> texts) {
    return texts.stream()
        .filter(text -> text.lines().allMatch(line -> indent + line.length() <= COLUMNS_MAX))
        .findFirst()
        .orElseGet(texts::getLast);
  }

  /** All ways to break a list of arguments, the widest first. */
  static List<String> arguments(
      String before, int continuation, List<String> arguments, String after) {
    String next = "\n" + " ".repeat(continuation);
    return List.of(
        before + String.join(", ", arguments) + after,
        before + next + String.join(", ", arguments) + after,
        before + next + String.join("," + next, arguments) + after);
  }

  /** These ways, then those. */
  static List<String> either(List<String> first, List<String> then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
