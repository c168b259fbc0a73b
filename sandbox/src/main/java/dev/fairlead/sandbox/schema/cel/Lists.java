package dev.fairlead.sandbox.schema.cel;

import java.util.Comparator;
import java.util.List;

/** What Kubernetes' list functions compute. */
final class Lists {

  /** CEL compares only values of one comparable type. */
  @SuppressWarnings("unchecked")
  private static final Comparator<Object> ORDER =
      (one, other) -> ((Comparable<Object>) one).compareTo(other);

  private Lists() {}

  static boolean isSorted(List<?> list) {
    for (int i = 1; i < list.size(); i++) {
      if (ORDER.compare(list.get(i - 1), list.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  static Object least(List<?> list) {
    return list.stream()
        .map(Object.class::cast)
        .min(ORDER)
        .orElseThrow(() -> new IllegalArgumentException("min called on empty list"));
  }

  static Object greatest(List<?> list) {
    return list.stream()
        .map(Object.class::cast)
        .max(ORDER)
        .orElseThrow(() -> new IllegalArgumentException("max called on empty list"));
  }

  static Object sum(List<?> list, boolean integers) {
    if (integers) {
      return list.stream().mapToLong(it -> ((Number) it).longValue()).sum();
    }
    return list.stream().mapToDouble(it -> ((Number) it).doubleValue()).sum();
  }
}
