package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.object.NamespacedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which of the workers that are free gets a key: those of the zone that is preferred, if there are
 * any, before all others; among them the one with the largest share of its credit free, then the
 * least loaded, then any.
 */
final class Choice {

  private static final Comparator<Candidate> FITNESS =
      Comparator.comparingDouble(Candidate::freeShare)
          .thenComparing(Comparator.comparingDouble(Candidate::load).reversed());

  private final Zones zones;
  private final SplittableRandom random;

  /** A worker that could take something, and how much of its credit is free. */
  record Candidate(WorkerLink link, String zone, double freeShare, double load) {}

  Choice(Zones zones, long seed) {
    this.zones = zones;
    this.random = new SplittableRandom(seed);
  }

  /** The best of some for a key; there is at least one. */
  WorkerLink among(List<Candidate> free, NamespacedName key) {
    String zone = zones.of(key);
    List<Candidate> near =
        free.stream().filter(one -> !zone.isEmpty() && one.zone().equals(zone)).toList();
    List<Candidate> best = best(near.isEmpty() ? free : near);
    return best.get(random.nextInt(best.size())).link();
  }

  private static List<Candidate> best(List<Candidate> some) {
    List<Candidate> best = new ArrayList<>();
    for (Candidate candidate : some) {
      int fitter = best.isEmpty() ? 1 : FITNESS.compare(candidate, best.getFirst());
      if (fitter > 0) {
        best.clear();
      }
      if (fitter >= 0) {
        best.add(candidate);
      }
    }
    return best;
  }
}
