package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How many partitions a watcher owns, and how many it should: as many as every other, or one more.
 * Where the division leaves a rest, those who own the most have it, so that as few as possible
 * move; among equals the first by id. Everybody who sees the same comes to the same shares.
 */
record Share(Incarnation watcher, int owned, int due) {

  /** The shares of watchers that own so many now, those who own the most first. */
  static List<Share> of(Map<Incarnation, Integer> owned, int partitions) {
    List<Map.Entry<Incarnation, Integer>> richestFirst =
        owned.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<Incarnation, Integer> one) -> -one.getValue())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    int count = richestFirst.size();
    List<Share> shares = new ArrayList<>();
    for (int place = 0; place < count; place++) {
      int more = place < partitions % count ? 1 : 0;
      Map.Entry<Incarnation, Integer> one = richestFirst.get(place);
      shares.add(new Share(one.getKey(), one.getValue(), partitions / count + more));
    }
    return shares;
  }

  boolean wantsMore() {
    return owned < due;
  }

  boolean hasTooMany() {
    return owned > due;
  }
}
