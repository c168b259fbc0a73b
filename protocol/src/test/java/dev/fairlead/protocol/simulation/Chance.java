package dev.fairlead.protocol.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All randomness of a schedule, from its seed. */
final class Chance {

  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** Both bounds included. */
  long between(long least, long most) {
    return least + random.nextLong(most - least + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  long seed() {
    return random.nextLong();
  }
}
