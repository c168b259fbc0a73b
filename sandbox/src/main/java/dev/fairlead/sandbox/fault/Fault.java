package dev.fairlead.sandbox.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault: which requests, what happens to them, and its bounds.
 *
 * @param probability of meeting a request that is selected, from 0 to 1
 * @param times how many requests it meets before it ends; empty for any number
 * @param lasts how long it lasts; empty for until it is removed
 */
public record Fault(
    Selector selector,
    Effect effect,
    double probability,
    OptionalInt times,
    Optional<Duration> lasts) {

  public Fault {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability from 0 to 1: " + probability);
    }
    if (times.isPresent() && times.getAsInt() < 1) {
      throw new IllegalArgumentException("at least one time: " + times.getAsInt());
    }
    if (lasts.filter(it -> !it.isPositive()).isPresent()) {
      throw new IllegalArgumentException("a positive time: " + lasts.get());
    }
  }

  /** Meets every request that is selected, until it is removed. */
  public static Fault of(Selector selector, Effect effect) {
    return new Fault(selector, effect, 1, OptionalInt.empty(), Optional.empty());
  }

  public Fault withProbability(double other) {
    return new Fault(selector, effect, other, times, lasts);
  }

  public Fault times(int other) {
    return new Fault(selector, effect, probability, OptionalInt.of(other), lasts);
  }

  public Fault lasting(Duration other) {
    return new Fault(selector, effect, probability, times, Optional.of(other));
  }
}
