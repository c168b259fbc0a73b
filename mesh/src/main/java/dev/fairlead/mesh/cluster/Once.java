package dev.fairlead.mesh.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is tried again and again fails again and again: a sentence is news once in ten minutes.
 * Keeps a hundred. Not thread-safe.
 */
final class Once {

  private static final int KEPT_MAX = 100;
  private static final long AGAIN_NANOS = Duration.ofMinutes(10).toNanos();

  private final Map<String, Long> saidAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > KEPT_MAX;
        }
      };

  boolean first(String sentence) {
    long now = System.nanoTime();
    Long before = saidAt.get(sentence);
    if (before != null && now - before < AGAIN_NANOS) {
      return false;
    }
    saidAt.put(sentence, now);
    return true;
  }
}
