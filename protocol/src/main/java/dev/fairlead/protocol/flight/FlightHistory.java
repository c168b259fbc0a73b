package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Histories of one object as several replicas heard it. Each may have missed what was before its
 * start, and what was said while it was cut off. Pure.
 */
public final class FlightHistory {

  private FlightHistory() {}

  /** What both know together; an attempt is told once, with its reasons and its outcome. */
  public static HistoryView merged(HistoryView one, HistoryView other) {
    Optional<Instant> since =
        Stream.concat(one.since().stream(), other.since().stream()).min(Comparator.naturalOrder());
    return new HistoryView(merged(one.items(), other.items()), since);
  }

  /** The same of lists of items; of what was at the same time, what {@code other} tells first. */
  public static List<HistoryItem> merged(List<HistoryItem> one, List<HistoryItem> other) {
    List<HistoryItem> all = new ArrayList<>(one);
    for (HistoryItem item : other.reversed()) {
      int known = indexOf(all, item);
      if (known < 0) {
        all.addFirst(item);
      } else {
        all.set(known, both(all.get(known), item));
      }
    }
    all.sort(Comparator.comparing(HistoryItem::at).reversed());
    return all;
  }

  private static int indexOf(List<HistoryItem> items, HistoryItem item) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).equals(item) || FlightItems.sameAttempt(items.get(i), item)) {
        return i;
      }
    }
    return -1;
  }

  /** Who heard only the end does not know why it began. */
  private static HistoryItem both(HistoryItem one, HistoryItem other) {
    HistoryItem end = one.outcome().isPresent() ? one : other;
    HistoryItem begun = one.reasons().isEmpty() ? other : one;
    return end.outcome().isPresent() ? FlightItems.completed(begun, end) : begun;
  }
}
