package dev.fairlead.launcher.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody may have meant. */
public final class Nearest {

  private static final int LONGEST = 64;

  private Nearest() {}

  /** The name with the fewest letters to change, if that is few of them: a third, or two. */
  public static Optional<String> to(String name, Collection<String> known) {
    String wanted = lower(name);
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .min(Comparator.comparingInt(it -> distance(wanted, lower(it))))
        .filter(it -> distance(wanted, lower(it)) <= Math.max(2, wanted.length() / 3));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein's: letters inserted, deleted or replaced. */
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] line = new int[right.length() + 1];
      line[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        line[column] = Math.min(replaced, Math.min(above[column], line[column - 1]) + 1);
      }
      above = line;
    }
    return above[right.length()];
  }
}
