package dev.fairlead.gateway.access;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers that hold for a short while. Who asks while an answer is on its way gets that one. At the
 * bound the one that was asked for longest ago is forgotten. Lives on one context.
 */
final class ShortMemory<K, V> {

  private record Entry<V>(Future<V> answer, long untilMillis) {}

  private final int bound;
  private final long keepMillis;
  private final LongSupplier nowMillis;
  private final Predicate<V> keeps;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>();

  /**
   * Remembers nothing yet.
   *
   * @param keep how long an answer holds, from when it was asked for
   * @param nowMillis the time, monotonic
   * @param keeps whether an answer is one to remember
   */
  ShortMemory(int bound, Duration keep, LongSupplier nowMillis, Predicate<V> keeps) {
    this.bound = bound;
    this.keepMillis = keep.toMillis();
    this.nowMillis = nowMillis;
    this.keeps = keeps;
  }

  /** The answer that is remembered, else the one that is asked for now. */
  Future<V> get(K key, Supplier<Future<V>> ask) {
    long now = nowMillis.getAsLong();
    Entry<V> known = entries.get(key);
    if (known != null && now < known.untilMillis()) {
      return known.answer();
    }
    Entry<V> asked = new Entry<>(ask.get(), now + keepMillis);
    entries.remove(key);
    entries.put(key, asked);
    asked
        .answer()
        .onComplete(answer -> {
          if (answer.failed() || !keeps.test(answer.result())) {
            entries.remove(key, asked);
          }
        });
    Iterator<Entry<V>> eldest = entries.values().iterator();
    while (entries.size() > bound) {
      eldest.next();
      eldest.remove();
    }
    return asked.answer();
  }

  int size() {
    return entries.size();
  }
}
