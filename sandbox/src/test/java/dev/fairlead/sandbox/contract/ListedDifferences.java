package dev.fairlead.sandbox.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The differences that may be, from the table in docs/SANDBOX.md: a row has an id, the places in
 * backticks ({@code scenario › step › field}, with {@code *} for anything), and a reason. A row
 * that says "at times" is about what depends on the moment, and need not be seen in every run.
 */
final class ListedDifferences {

  /** One row. */
  record Listed(String id, boolean atTimes, List<Pattern> places) {
    boolean covers(Difference difference) {
      return places.stream().anyMatch(it -> it.matcher(difference.where()).matches());
    }
  }

  private static final Pattern ROW = Pattern.compile("\\| *`?([\\w-]+)`? *\\|(.*)\\|.*\\|");
  private static final Pattern PLACE = Pattern.compile("`([^`]*›[^`]*)`");

  private final List<Listed> rows;
  private final Set<String> seen = new HashSet<>();

  private ListedDifferences(List<Listed> rows) {
    this.rows = rows;
  }

  static ListedDifferences read(Path document) throws IOException {
    List<Listed> rows = new ArrayList<>();
    for (String line : Files.readAllLines(document)) {
      var row = ROW.matcher(line);
      if (row.matches()) {
        List<Pattern> places =
            PLACE.matcher(row.group(2)).results().map(it -> glob(it.group(1))).toList();
        if (!places.isEmpty()) {
          rows.add(
              new Listed(
                  row.group(1),
                  row.group(2).toLowerCase(Locale.ROOT).contains("at times"),
                  places));
        }
      }
    }
    return new ListedDifferences(List.copyOf(rows));
  }

  private static Pattern glob(String place) {
    StringBuilder pattern = new StringBuilder();
    for (String part : place.split("\\*", -1)) {
      pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  /** Those that stand in no row. */
  List<Difference> unlisted(List<Difference> differences) {
    List<Difference> unlisted = new ArrayList<>();
    for (Difference difference : differences) {
      List<Listed> covering = rows.stream().filter(it -> it.covers(difference)).toList();
      covering.forEach(it -> seen.add(it.id()));
      if (covering.isEmpty()) {
        unlisted.add(difference);
      }
    }
    return unlisted;
  }

  /** The rows that no difference has had use for. */
  List<String> gone() {
    return rows.stream()
        .filter(row -> !row.atTimes())
        .map(Listed::id)
        .filter(id -> !seen.contains(id))
        .toList();
  }

  int size() {
    return rows.size();
  }
}
