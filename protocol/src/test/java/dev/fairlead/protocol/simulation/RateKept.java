package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.time.RateLimit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Of all partitions together, whoever owns them, no more attempts begin in any time than the rate
 * allows. What counts is when they were given out; what was refused has not begun.
 */
final class RateKept implements Invariant {

  /** Clocks differ by half a percent, and machines know milliseconds. */
  private static final double SLACK = 1.01;

  private final Map<Token, Long> givenMillis = new HashMap<>();
  private final TreeMap<Long, Integer> begun = new TreeMap<>();

  /** What was found in a schedule before the rate changed stays true with the greater of both. */
  private Optional<RateLimit> most = Optional.empty();

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    givenMillis.put(assign.token(), world.schedule().now());
  }

  @Override
  public void started(World world, SimulatedWorker worker, Assign assign) {
    if (most.isEmpty()) {
      most = world.rate().most();
    }
    Long given = givenMillis.remove(assign.token());
    if (most.isPresent() && given != null) {
      begun.merge(given, 1, Integer::sum);
      check(assign, most.get());
    }
  }

  /** A bucket, full at first, that must never be short of a token. */
  private void check(Assign assign, RateLimit rate) {
    double depth = Math.max(rate.burst(), Resources.PARTITIONS_LATER) + 1;
    double tokens = depth;
    long before = 0;
    for (Map.Entry<Long, Integer> at : begun.entrySet()) {
      tokens = Math.min(depth, tokens + (at.getKey() - before) / 1e3 * rate.qps() * SLACK);
      tokens -= at.getValue();
      before = at.getKey();
      if (tokens < 0) {
        throw new Violation("RateKept", assign.token() + " begins beyond " + rate);
      }
    }
  }
}
