package dev.fairlead.protocol.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often every input and effect was met, which fault met which state, and which state followed
 * which: a schedule that meets nothing proves nothing.
 */
final class Coverage {

  /** The tables, in the order in which they are printed. */
  static final List<Class<? extends Where>> TABLES =
      List.of(
          Where.Key.class,
          Where.Point.class,
          Where.Message.class,
          Where.Write.class,
          Where.Stream.class,
          Where.Office.class);

  private final Map<Object, long[]> counts = new HashMap<>();
  private final Map<Row, long[]> cells = new HashMap<>();

  private record Row(Object of, Class<?> table) {}

  /** Counts a record by its class, and a fault or an event by itself. */
  void met(Object what) {
    Object kind = what instanceof Record ? what.getClass() : what;
    counts.computeIfAbsent(kind, absent -> new long[1])[0]++;
  }

  /** This is what a fault met. */
  void met(Fault fault, Where where) {
    cells(fault, where)[where.ordinal()]++;
  }

  /** Something became something else. */
  void became(Where before, Where after) {
    cells(before, after)[after.ordinal()]++;
  }

  long count(Object what) {
    long[] count = counts.get(what);
    return count == null ? 0 : count[0];
  }

  /** How often a fault met a state, or a state came after another. */
  long count(Object of, Where where) {
    return cells(of, where)[where.ordinal()];
  }

  private long[] cells(Object of, Where where) {
    Class<? extends Where> table = where.getClass();
    return cells.computeIfAbsent(
        new Row(of, table), absent -> new long[table.getEnumConstants().length]);
  }

  void add(Coverage other) {
    add(counts, other.counts);
    add(cells, other.cells);
  }

  private static <K> void add(Map<K, long[]> sums, Map<K, long[]> addends) {
    addends.forEach((what, addend) -> {
      long[] sum = sums.computeIfAbsent(what, absent -> new long[addend.length]);
      for (int column = 0; column < addend.length; column++) {
        sum[column] += addend[column];
      }
    });
  }

  /** What can be met and was not. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (Class<? extends Where> table : TABLES) {
      for (Where where : table.getEnumConstants()) {
        for (Fault fault : Fault.values()) {
          if (Reachable.meets(fault, where) && count(fault, where) == 0) {
            missing.add(fault + " has not met " + where);
          }
        }
        for (Where before : table.getEnumConstants()) {
          if (Reachable.follows(before, where) && count(before, where) == 0) {
            missing.add(before + " has not become " + where);
          }
        }
      }
    }
    for (Fault fault : Fault.values()) {
      if (count(fault) == 0) {
        missing.add(fault + " has not happened");
      }
    }
    return missing;
  }

  /** What is counted one by one, by name. */
  Map<String, Long> counts() {
    Map<String, Long> byName = new TreeMap<>();
    counts.forEach((kind, count) -> byName.merge(name(kind), count[0], Long::sum));
    return byName;
  }

  private static String name(Object kind) {
    if (!(kind instanceof Class<?> type)) {
      return kind.toString();
    }
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }
}
