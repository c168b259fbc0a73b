package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;

/**
 * A page of histories, in the order of controllers and names.
 *
 * @param since from when on everything was heard
 * @param last whether no page follows
 */
public record HistoriesView(Instant since, List<OfObject> histories, boolean last) {

  public HistoriesView {
    histories = List.copyOf(histories);
  }

  /** The history of one object, the newest first. */
  public record OfObject(HistoryQuery object, List<HistoryItem> items) {

    public OfObject {
      items = List.copyOf(items);
    }
  }
}
