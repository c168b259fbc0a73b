package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many partitions each watcher should own: as many as every other, or one more. Where the
 * division leaves a rest, those who own the most have it, so that as few as possible move; among
 * equals the first by id. Everybody who sees the same comes to the same shares.
 */
final class Shares {

  private Shares() {}

  /**
   * The share of each watcher.
   *
   * @param owned how many each of them owns now
   */
  static Map<Incarnation, Integer> of(Map<Incarnation, Integer> owned, int partitions) {
    Map<Incarnation, Integer> shares = new LinkedHashMap<>();
    List<Incarnation> richestFirst = richestFirst(owned);
    for (int place = 0; place < richestFirst.size(); place++) {
      boolean more = place < partitions % richestFirst.size();
      shares.put(richestFirst.get(place), partitions / richestFirst.size() + (more ? 1 : 0));
    }
    return shares;
  }

  static List<Incarnation> richestFirst(Map<Incarnation, Integer> owned) {
    return owned.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Incarnation, Integer> one) -> -one.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }
}
