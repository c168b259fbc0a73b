package dev.fairlead.bench.report;

import dev.fairlead.bench.cluster.Call;
import dev.fairlead.bench.cluster.CallCounts;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The results as Markdown that is also readable on a terminal. */
public final class Report {

  private final List<Framework> columns;
  private final Results results;

  /** Of these frameworks, in this order. */
  public Report(List<Framework> columns, Results results) {
    this.columns = List.copyOf(columns);
    this.results = results;
  }

  /** The table of measurements and the table of calls. */
  public String markdown() {
    return table("what", measurements()) + "\n" + table("API calls", calls());
  }

  private List<List<String>> measurements() {
    List<List<String>> lines = new ArrayList<>();
    SequencedSet<String> works = new LinkedHashSet<>();
    results.values().keySet().forEach(row -> works.add(row.work()));
    for (String work : works) {
      lines.add(line("**" + work + "**", framework -> ""));
      results
          .values()
          .forEach((row, values) -> {
            if (row.work().equals(work)) {
              lines.add(
                  line(
                      row.what(),
                      framework -> cell(row, values.getOrDefault(framework, List.of()))));
            }
          });
    }
    return lines;
  }

  private List<List<String>> calls() {
    List<List<String>> lines = new ArrayList<>();
    results
        .calls()
        .forEach((work, counts) -> {
          lines.add(line("**" + work + "**", framework -> ""));
          TreeSet<Call> all = new TreeSet<>(Comparator.comparing(Call::toString));
          counts.values().forEach(some -> all.addAll(some.counts().keySet()));
          for (Call call : all) {
            lines.add(
                line(
                    call.toString(),
                    framework ->
                        counts.containsKey(framework)
                            ? "%,d"
                                .formatted(
                                    counts
                                        .getOrDefault(framework, CallCounts.none())
                                        .counts()
                                        .getOrDefault(call, 0L))
                            : ""));
          }
        });
    return lines;
  }

  private List<String> line(String title, Function<Framework, String> cell) {
    List<String> line = new ArrayList<>(List.of(title));
    columns.stream().map(cell).forEach(line::add);
    return line;
  }

  /** The median, and the least and the most where there are several. */
  private static String cell(Row row, List<Double> values) {
    if (values.isEmpty()) {
      return "";
    }
    List<Double> sorted = values.stream().sorted().toList();
    String median = number(row, sorted.get((sorted.size() - 1) / 2));
    return sorted.size() == 1
        ? median
        : "%s (%s – %s)"
            .formatted(median, number(row, sorted.getFirst()), number(row, sorted.getLast()));
  }

  private static String number(Row row, double value) {
    boolean whole =
        row.what().endsWith("MiB") || row.what().endsWith("second") || value == Math.rint(value);
    if (whole) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.1f", value);
  }

  private String table(String corner, List<List<String>> lines) {
    List<List<String>> all = new ArrayList<>();
    all.add(line(corner, Framework::title));
    all.addAll(lines);
    int[] widths = new int[columns.size() + 1];
    for (List<String> line : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      text.append(row(all.get(i), widths));
      if (i == 0) {
        text.append("|").append("-".repeat(widths[0] + 2)).append("|");
        for (int column = 1; column < widths.length; column++) {
          text.append("-".repeat(widths[column] + 1)).append(":|");
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String row(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      text.append(' ')
          .append(i == 0 ? cells.get(i) + padding : padding + cells.get(i))
          .append(" |");
    }
    return text.append('\n').toString();
  }
}
