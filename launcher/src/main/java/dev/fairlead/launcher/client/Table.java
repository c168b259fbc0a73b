package dev.fairlead.launcher.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text under a header, each column as wide as its widest cell. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /** Starts a table with these column names. */
  public Table(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row, of as many cells as the header has. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Prints the table. */
  public void print(PrintWriter out) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < columns - 1) {
          line.append(" ".repeat(widths[column] - cell.length() + 3));
        }
      }
      out.println(line);
    }
  }
}
