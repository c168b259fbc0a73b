package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.time.RateLimit;
import java.util.Optional;

/**
 * How many attempts the configuration lets begin: in some schedules, and not as many from some time
 * on. What it draws is its own, so that the other schedules are as they are without it.
 */
final class SimulatedRate {

  private final World world;
  private final Chance chance;
  private final boolean limited;
  private final RateLimit first;
  private final RateLimit later;
  private RateLimit rate;

  SimulatedRate(World world, long seed) {
    this.world = world;
    this.chance = new Chance(~seed);
    this.limited = chance.happens(0.25);
    this.first = draw();
    this.later = draw();
    this.rate = first;
  }

  private RateLimit draw() {
    return new RateLimit(chance.between(2, 16) / 2.0, (int) chance.between(1, 4));
  }

  void start() {
    if (limited && chance.happens(0.5)) {
      world.schedule().after(chance.between(1_000, 30_000), this::change);
    }
  }

  /** All watchers hear of it, at different times; who comes later begins with it. */
  private void change() {
    rate = later;
    for (SimulatedWatcher watcher : world.watchers()) {
      watcher
          .process()
          .after(
              chance.between(0, 5_000),
              () ->
                  watcher
                      .owners()
                      .forEach(owner ->
                          owner.handle(
                              new DispatcherInput.RateChanged(of(owner.partition().layout())))));
    }
  }

  /** What each partition of a layout may do. */
  Optional<RateLimit> of(int layout) {
    return limited
        ? Optional.of(rate.share(layout == 1 ? 1 : Resources.PARTITIONS_LATER))
        : Optional.empty();
  }

  /**
   * No owner of any partition may ever do more, since those who have not heard yet do as before.
   */
  Optional<RateLimit> most() {
    return limited
        ? Optional.of(
            new RateLimit(
                Math.max(first.qps(), later.qps()), Math.max(first.burst(), later.burst())))
        : Optional.empty();
  }
}
