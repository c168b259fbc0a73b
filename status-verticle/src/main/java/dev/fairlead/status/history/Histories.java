package dev.fairlead.status.history;

import dev.fairlead.protocol.flight.FlightItems;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The histories of all objects, bounded for each and as a whole. One attempt is one item, which is
 * completed when the attempt ends. Not thread-safe.
 */
public final class Histories {

  private record Subject(String controller, NamespacedName name) {}

  private final int itemsPerObjectMax;
  private final int itemsMax;
  // In access order: the first is the one that was told of longest ago.
  private final LinkedHashMap<Subject, Deque<HistoryItem>> histories =
      new LinkedHashMap<>(16, 0.75f, true);
  private int items;

  /**
   * Empty histories.
   *
   * @param itemsPerObjectMax the oldest items of an object beyond this many are forgotten
   * @param itemsMax the objects told of longest ago are forgotten when there are more items in all
   */
  public Histories(int itemsPerObjectMax, int itemsMax) {
    this.itemsPerObjectMax = itemsPerObjectMax;
    this.itemsMax = itemsMax;
  }

  /** Takes in a record; one that was heard already changes nothing. */
  public void take(FlightRecord record) {
    Deque<HistoryItem> history =
        histories.computeIfAbsent(
            new Subject(record.controller(), record.key()), any -> new ArrayDeque<>());
    switch (record) {
      case FlightRecord.Assigned assigned -> begin(history, FlightItems.of(assigned));
      case FlightRecord.Ended ended -> complete(history, ended);
      case FlightRecord.Removed removed -> push(history, FlightItems.of(removed));
    }
    forget(history);
  }

  /** The history of one object, the newest first; empty if nothing is known of it. */
  public HistoryView answer(HistoryQuery query) {
    Deque<HistoryItem> history = histories.get(new Subject(query.controller(), query.name()));
    return new HistoryView(history == null ? List.of() : new ArrayList<>(history));
  }

  /** How many items are kept in all. */
  public int size() {
    return items;
  }

  private void begin(Deque<HistoryItem> history, HistoryItem attempt) {
    if (history.stream().noneMatch(item -> FlightItems.sameAttempt(item, attempt))) {
      push(history, attempt);
    }
  }

  private void complete(Deque<HistoryItem> history, FlightRecord.Ended ended) {
    HistoryItem end = FlightItems.of(ended);
    List<HistoryItem> newestFirst = new ArrayList<>(history);
    for (int i = 0; i < newestFirst.size(); i++) {
      HistoryItem begun = newestFirst.get(i);
      if (FlightItems.sameAttempt(begun, end)) {
        newestFirst.set(i, FlightItems.completed(begun, end));
        history.clear();
        history.addAll(newestFirst);
        return;
      }
    }
    push(history, end);
  }

  private void push(Deque<HistoryItem> history, HistoryItem item) {
    history.addFirst(item);
    items++;
  }

  private void forget(Deque<HistoryItem> told) {
    while (told.size() > itemsPerObjectMax) {
      told.removeLast();
      items--;
    }
    Iterator<Map.Entry<Subject, Deque<HistoryItem>>> eldest = histories.entrySet().iterator();
    while (items > itemsMax && histories.size() > 1) {
      items -= eldest.next().getValue().size();
      eldest.remove();
    }
  }
}
