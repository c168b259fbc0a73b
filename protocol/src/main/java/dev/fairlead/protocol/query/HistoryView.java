package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a primary, the newest first.
 *
 * @param since from when on everything was heard; what was before may be missing. Empty where that
 *     is not known
 */
public record HistoryView(List<HistoryItem> items, Optional<Instant> since) {

  /** Nothing is known. */
  public static final HistoryView NOTHING = new HistoryView(List.of(), Optional.empty());

  public HistoryView {
    items = List.copyOf(items);
  }
}
