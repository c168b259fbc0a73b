package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.reconciler.pool.Pools;
import dev.fairlead.reconciler.pool.Slots;
import dev.fairlead.sdk.PoolException;
import dev.fairlead.sdk.PoolExhaustedException;
import dev.fairlead.sdk.ResourcePool;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permits that one attempt holds; what it does not give back itself comes back with its end.
 */
final class AttemptPools {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptPools.class);

  /** An attempt that is interrupted may take a moment to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Map<String, Integer> capacities;
  private final Pools pools;
  private final String holder;
  private final Duration longest;
  private final AtomicInteger taken = new AtomicInteger();
  private final List<ResourcePool.Permit> held = new CopyOnWriteArrayList<>();

  /**
   * Of one attempt.
   *
   * @param capacities of the pools that its controller declares
   * @param worker the process, by its incarnation
   */
  AttemptPools(
      Map<String, Integer> capacities, Pools pools, String worker, Token token, Duration deadline) {
    this.capacities = capacities;
    this.pools = pools;
    this.holder =
        "%s %s %s epoch %d attempt %d"
            .formatted(
                worker,
                token.partition().controller(),
                token.key(),
                token.epoch(),
                token.attempt());
    this.longest = deadline.plus(GRACE);
  }

  ResourcePool of(String name) {
    Integer capacity = capacities.get(name);
    if (capacity == null) {
      throw new IllegalArgumentException(
          "no pool %s is declared: add @Pool(name = \"%s\", capacity = …); declared are %s"
              .formatted(name, name, capacities.keySet().stream().sorted().toList()));
    }
    Slots slots = pools.slots(name);
    return new ResourcePool() {
      @Override
      public Optional<Permit> tryAcquire() {
        String unique = holder + " permit " + taken.incrementAndGet();
        return switch (slots.take(capacity, unique, longest)) {
          case Slots.Taking.Taken(Lease lease) -> Optional.of(hold(slots, lease));
          case Slots.Taking.Full() -> Optional.empty();
          case Slots.Taking.Failed(String cause) -> throw new PoolException(cause);
        };
      }

      @Override
      public Permit acquire() {
        return tryAcquire().orElseThrow(() -> new PoolExhaustedException(name, capacity));
      }
    };
  }

  private ResourcePool.Permit hold(Slots slots, Lease lease) {
    AtomicBoolean open = new AtomicBoolean(true);
    ResourcePool.Permit permit =
        () -> {
          if (open.compareAndSet(true, false)) {
            release(slots, lease);
          }
        };
    held.add(permit);
    return permit;
  }

  /** An attempt that was interrupted gives back as well: the call is bounded. */
  private static void release(Slots slots, Lease lease) {
    boolean interrupted = Thread.interrupted();
    try {
      slots.release(lease);
    } catch (RuntimeException refused) {
      LOG.warn(
          "{} was not given back, and comes back by itself within {} s: {}",
          lease.getMetadata().getName(),
          lease.getSpec().getLeaseDurationSeconds(),
          refused.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Gives back what is still held. */
  void close() {
    held.forEach(ResourcePool.Permit::close);
  }
}
