package dev.fairlead.protocol.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what was covered as compact tables; an empty cell that can be reached shows as 0. */
final class Tables {

  private static final int LABEL = 22;

  private Tables() {}

  static List<String> of(Coverage coverage) {
    List<String> lines = new ArrayList<>();
    for (Class<? extends Where> table : Coverage.TABLES) {
      Where[] columns = table.getEnumConstants();
      lines.add("");
      lines.add(line("fault met " + name(table), columns, Where::toString));
      for (Fault fault : Fault.values()) {
        if (fault.meets(table)) {
          lines.add(
              line(
                  fault.toString(),
                  columns,
                  where -> cell(coverage.count(fault, where), Reachable.meets(fault, where))));
        }
      }
      for (Where before : columns) {
        boolean lives = false;
        for (Where after : columns) {
          lives |= Reachable.follows(before, after);
        }
        if (lives) {
          lines.add(
              line(
                  before + " became",
                  columns,
                  after -> cell(coverage.count(before, after), Reachable.follows(before, after))));
        }
      }
    }
    return lines;
  }

  private interface Cell {
    String of(Where where);
  }

  private static String line(String label, Where[] columns, Cell cell) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%-" + LABEL + "s", lower(label)));
    for (Where column : columns) {
      String text = lower(cell.of(column));
      int width = Math.max(7, column.toString().length() + 2);
      line.append(" ".repeat(Math.max(1, width - text.length()))).append(text);
    }
    return line.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(Class<?> table) {
    return "a " + table.getSimpleName();
  }

  private static String cell(long count, boolean reachable) {
    if (count == 0) {
      return reachable ? "0" : "-";
    }
    if (count >= 10_000_000) {
      return count / 1_000_000 + "m";
    }
    return count >= 10_000 ? count / 1_000 + "k" : Long.toString(count);
  }
}
