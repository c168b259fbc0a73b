package dev.fairlead.status.history;

import dev.fairlead.protocol.flight.FlightHistory;
import dev.fairlead.protocol.flight.FlightItems;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoriesView;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The histories of all objects, bounded for each and as a whole. One attempt is one item, which is
 * completed when the attempt ends. Not thread-safe.
 */
public final class Histories {

  /** About 150 KB; a page has at least one object, whole. */
  private static final int PAGE_ITEMS = 500;

  private static final Comparator<HistoryQuery> ORDER =
      Comparator.comparing(HistoryQuery::controller).thenComparing(HistoryQuery::name);

  private final int itemsPerObjectMax;
  private final int itemsMax;
  private final NavigableMap<HistoryQuery, List<HistoryItem>> newestFirst = new TreeMap<>(ORDER);
  // The first is the one that was told of longest ago.
  private final LinkedHashSet<HistoryQuery> told = new LinkedHashSet<>();
  private Instant since;
  private int items;

  /**
   * Empty histories.
   *
   * @param itemsPerObjectMax the oldest items of an object beyond this many are forgotten
   * @param itemsMax the objects told of longest ago are forgotten when there are more items in all
   * @param since from when on they are told everything
   */
  public Histories(int itemsPerObjectMax, int itemsMax, Instant since) {
    this.itemsPerObjectMax = itemsPerObjectMax;
    this.itemsMax = itemsMax;
    this.since = since;
  }

  /** Takes in a record; one that was heard already changes nothing. */
  public void take(FlightRecord record) {
    HistoryQuery object = new HistoryQuery(record.controller(), record.key());
    put(object, List.of(FlightItems.of(record)));
    told.remove(object);
    told.add(object);
    forget();
  }

  /** Takes in what another replica has heard, which may be more, less, or the same. */
  public void take(HistoriesView page) {
    for (HistoriesView.OfObject history : page.histories()) {
      put(history.object(), history.items());
      // What is going on here is not pushed out by what went on there.
      if (!told.contains(history.object())) {
        told.addFirst(history.object());
      }
    }
    if (page.last() && page.since().isBefore(since)) {
      since = page.since();
    }
    forget();
  }

  /** The history of one object, the newest first; without items if nothing is known of it. */
  public HistoryView answer(HistoryQuery query) {
    List<HistoryItem> history = newestFirst.getOrDefault(query, List.of());
    return new HistoryView(
        history,
        history.size() < itemsPerObjectMax
            ? Optional.of(since)
            : Optional.of(history.getLast().at()));
  }

  /** A page for another replica. */
  public HistoriesView answer(HistoriesQuery query) {
    NavigableMap<HistoryQuery, List<HistoryItem>> rest =
        query.after().map(after -> newestFirst.tailMap(after, false)).orElse(newestFirst);
    List<HistoriesView.OfObject> page = new ArrayList<>();
    int size = 0;
    for (Map.Entry<HistoryQuery, List<HistoryItem>> history : rest.entrySet()) {
      if (!page.isEmpty() && size + history.getValue().size() > PAGE_ITEMS) {
        return new HistoriesView(since, page, false);
      }
      page.add(new HistoriesView.OfObject(history.getKey(), history.getValue()));
      size += history.getValue().size();
    }
    return new HistoriesView(since, page, true);
  }

  /** How many items are kept in all. */
  public int size() {
    return items;
  }

  /** From when on everything was heard. */
  public Instant since() {
    return since;
  }

  private void put(HistoryQuery object, List<HistoryItem> heard) {
    List<HistoryItem> before = newestFirst.getOrDefault(object, List.of());
    List<HistoryItem> after = FlightHistory.merged(before, heard);
    List<HistoryItem> kept =
        after.size() > itemsPerObjectMax ? after.subList(0, itemsPerObjectMax) : after;
    newestFirst.put(object, List.copyOf(kept));
    items += kept.size() - before.size();
  }

  private void forget() {
    while (items > itemsMax && told.size() > 1) {
      List<HistoryItem> forgotten = newestFirst.remove(told.removeFirst());
      items -= forgotten == null ? 0 : forgotten.size();
    }
  }
}
