package dev.fairlead.status;

import java.time.Duration;

/**
 * The bounds of a status role.
 *
 * @param writes how many statuses are written at once; others wait their turn
 * @param waiting how many may wait; more are refused, and their attempts fail and are run again
 * @param historyItemsPerObject how many items an object's history has
 * @param historyItems how many items all histories have together
 * @param events how many Events are remembered, to count repetitions
 * @param counting how often the counts of repeated Events are written
 */
public record StatusSettings(
    int writes,
    int waiting,
    int historyItemsPerObject,
    int historyItems,
    int events,
    Duration counting) {

  /** Bounds for some ten thousand objects, at about 50 MB. */
  public static StatusSettings defaults() {
    return new StatusSettings(64, 4_096, 50, 100_000, 10_000, Duration.ofSeconds(10));
  }
}
