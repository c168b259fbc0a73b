package dev.fairlead.protocol.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often every input, effect and fault was met: a schedule that meets nothing proves nothing.
 */
final class Coverage {

  private final Map<Object, long[]> counts = new HashMap<>();

  /** Counts a record by its class, or a fault by its name. */
  void met(Object what) {
    Object kind = what instanceof String ? what : what.getClass();
    counts.computeIfAbsent(kind, absent -> new long[1])[0]++;
  }

  long count(Class<?> type) {
    long[] count = counts.get(type);
    return count == null ? 0 : count[0];
  }

  void add(Coverage other) {
    other.counts.forEach(
        (kind, count) -> counts.computeIfAbsent(kind, absent -> new long[1])[0] += count[0]);
  }

  Map<String, Long> counts() {
    TreeMap<String, Long> byName = new TreeMap<>();
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
