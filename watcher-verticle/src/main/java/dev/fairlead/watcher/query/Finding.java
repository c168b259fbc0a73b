package dev.fairlead.watcher.query;

import java.util.List;

/**
 * Why a primary is as it is, found by {@link Diagnosis}.
 *
 * @param cause one word
 * @param summary one sentence, the cause first
 * @param waitingFor what would move it on; empty if it waits for nothing
 * @param blockedBy what stands in the way
 */
record Finding(String cause, String summary, String waitingFor, List<String> blockedBy) {

  Finding {
    blockedBy = List.copyOf(blockedBy);
  }

  static Finding of(String cause, String summary, String waitingFor) {
    return new Finding(cause, summary, waitingFor, List.of());
  }

  static Finding blocked(String cause, String summary, String waitingFor, String by) {
    return new Finding(cause, summary, waitingFor, List.of(by));
  }
}
