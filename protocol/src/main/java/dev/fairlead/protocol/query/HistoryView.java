package dev.fairlead.protocol.query;

import java.util.List;

/** What happened to a primary, the newest first. */
public record HistoryView(List<HistoryItem> items) {

  public HistoryView {
    items = List.copyOf(items);
  }
}
