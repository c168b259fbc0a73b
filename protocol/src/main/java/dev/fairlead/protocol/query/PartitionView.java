package dev.fairlead.protocol.query;

import java.time.Instant;
import java.util.List;

/**
 * Who owns a part of a controller.
 *
 * @param owner the incarnation; empty where the watcher that was asked does not own it
 */
public record PartitionView(
    String controller,
    int layout,
    int partition,
    String owner,
    long epoch,
    Instant since,
    List<String> roster,
    boolean synced) {

  public PartitionView {
    roster = List.copyOf(roster);
  }
}
