package dev.fairlead.sandbox.fault;

import dev.fairlead.sandbox.store.Checkpoint;
import dev.fairlead.sandbox.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The faults of a sandbox. Every fault draws its own chances from the seed and its number, so that
 * other faults do not change its fate. Thread-safe; does not block.
 */
public final class Faults {

  /** How many faults there may be at once. */
  public static final int FAULTS_MAX = 1000;

  /**
   * A fault that is there.
   *
   * @param id its number
   * @param met how many requests it has met
   */
  public record Standing(int id, Fault fault, int met) {}

  /** A fault with its memory. Guarded by the lock of its faults. */
  static final class Active {

    private final int id;
    private final Fault fault;
    private final Random random;
    private final long revision;
    private final Optional<Instant> end;
    private int met;
    private boolean spent;
    private boolean removed;

    private Active(int id, Fault fault, long seed, long revision, Instant now) {
      this.id = id;
      this.fault = fault;
      this.random = new Random(seed * 31 + id);
      this.revision = revision;
      this.end = fault.lasts().map(now::plus);
    }

    Fault fault() {
      return fault;
    }

    int id() {
      return id;
    }

    /** The revision at which it began. */
    long revision() {
      return revision;
    }

    private boolean over(Instant now) {
      return removed || end.filter(it -> !now.isBefore(it)).isPresent();
    }
  }

  private final long seed;
  private final Store store;
  private final InstantSource clock;
  private final List<Active> all = new ArrayList<>();
  private int count;

  public Faults(long seed, Store store, InstantSource clock) {
    this.seed = seed;
    this.store = store;
    this.clock = clock;
  }

  public long seed() {
    return seed;
  }

  /**
   * Adds a fault. It acts from now on; of several that meet the same request all act, in the order
   * in which they were added, up to the first that answers it.
   *
   * @return its number
   * @throws IllegalStateException if there are too many
   */
  public synchronized int add(Fault fault) {
    forget();
    if (all.size() >= FAULTS_MAX) {
      throw new IllegalStateException("there are " + FAULTS_MAX + " faults: remove some first");
    }
    count++;
    all.add(new Active(count, fault, seed, store.revision(), clock.instant()));
    return count;
  }

  /** Whether there was such a fault. */
  public synchronized boolean remove(int id) {
    return end(it -> it.id == id);
  }

  public synchronized void clear() {
    end(_ -> true);
  }

  private boolean end(Predicate<Active> which) {
    List<Active> ending = all.stream().filter(which).toList();
    ending.forEach(it -> it.removed = true);
    return all.removeAll(ending);
  }

  /** Those that still act. */
  public synchronized List<Standing> list() {
    forget();
    return all.stream().map(it -> new Standing(it.id, it.fault, it.met)).toList();
  }

  private void forget() {
    Instant now = clock.instant();
    all.removeIf(it -> it.over(now));
  }

  /** The state as it is now, to go back to. */
  public Checkpoint checkpoint() {
    return store.checkpoint();
  }

  /**
   * Sets the server back to an older state, as when it is restored from a backup: revisions go
   * back, and watches end.
   */
  public void restore(Checkpoint checkpoint) {
    store.restore(checkpoint);
  }

  /** The faults that act on a request now. Each counts it as met. */
  synchronized List<Active> meeting(Target target) {
    return meeting(it -> concerns(it, target) && !it.fault.effect().onWatch(target));
  }

  /**
   * The faults that act on a watch from now on.
   *
   * @param asked the faults that this watch has met or escaped already; gets those that are asked
   *     now
   */
  synchronized List<Active> meetingWatch(Target target, Set<Integer> asked) {
    return meeting(it ->
        concerns(it, target)
            && (it.fault.effect().onWatch(target) || it.fault.effect() instanceof Effect.Partition)
            && asked.add(it.id));
  }

  private List<Active> meeting(Predicate<Active> which) {
    if (all.isEmpty()) {
      return List.of();
    }
    forget();
    List<Active> met = new ArrayList<>();
    for (Active it : List.copyOf(all)) {
      if (!it.spent && which.test(it) && strikes(it)) {
        met.add(it);
      }
    }
    return met;
  }

  private static boolean concerns(Active it, Target target) {
    return it.fault.selector().meets(target) && it.fault.effect().concerns(target);
  }

  private boolean strikes(Active it) {
    if (it.fault.probability() < 1 && it.random.nextDouble() >= it.fault.probability()) {
      return false;
    }
    it.met++;
    it.spent = it.fault.times().isPresent() && it.met >= it.fault.times().getAsInt();
    if (it.spent && !it.fault.effect().lasting()) {
      all.remove(it);
    }
    return true;
  }

  /**
   * Whether a fault that has met something still acts on it: until its time is over or it is
   * removed. The number of times bounds how many it meets, and not how long.
   */
  synchronized boolean acts(Active it) {
    return !it.over(clock.instant());
  }

  /** A number from 0 to below 1, drawn for a fault. */
  synchronized double chance(Active it) {
    return it.random.nextDouble();
  }
}
