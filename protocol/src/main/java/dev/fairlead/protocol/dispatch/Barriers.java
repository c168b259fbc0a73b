package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.time.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads that tell how far the caches must be before keys of a lost worker run again: nobody knows
 * what it wrote last, but it is in the collection that is read after its last permit ended.
 *
 * <p>A read whose version the cache does not come to is made again: the API server may have been
 * restored from a backup meanwhile.
 */
final class Barriers {

  private static final long RETRY_MILLIS = 1_000;
  private static final int DOUBLINGS_MAX = 4;

  private final long askAgainMillis;
  private final Map<Long, Barrier> open = new HashMap<>();
  private final Deadlines<Long> asks = new Deadlines<>();
  private long lastRead;

  /** One read, made until the cache has passed what it found. */
  private static final class Barrier {
    private final GroupVersionResource resource;
    private final List<NamespacedName> keys;

    /** How far the cache was before it was asked. */
    private final ResourceVersion passed;

    private Optional<HoldEntry> awaited = Optional.empty();
    private ResourceVersion progress;
    private int reads;

    Barrier(GroupVersionResource resource, List<NamespacedName> keys, ResourceVersion passed) {
      this.resource = resource;
      this.keys = keys;
      this.passed = passed;
      this.progress = passed;
    }
  }

  Barriers(Duration askAgain) {
    this.askAgainMillis = askAgain.toMillis();
  }

  /** Begins a barrier for some keys; the answer is what each of them has to wait for. */
  List<HoldEntry> begin(
      Observations observations,
      List<NamespacedName> keys,
      long now,
      List<DispatcherEffect> effects) {
    List<HoldEntry> entries = new ArrayList<>();
    observations.resources().stream()
        .sorted((left, right) -> left.toString().compareTo(right.toString()))
        .forEach(resource -> {
          lastRead++;
          open.put(
              lastRead, new Barrier(resource, List.copyOf(keys), observations.progress(resource)));
          entries.add(new HoldEntry.Barrier(resource, lastRead));
          ask(lastRead, resource, now, effects);
        });
    return entries;
  }

  /**
   * Whether a read found less than the cache had passed before it was asked: the API server was
   * restored from a backup.
   */
  boolean wentBack(long read, ResourceVersion version) {
    Barrier barrier = open.get(read);
    return barrier != null && !version.includes(barrier.passed);
  }

  /** No barrier of a former era is waited for. */
  void eraBegan() {
    open.keySet().forEach(asks::remove);
    open.clear();
  }

  /** A barrier was read; the answer is the keys that wait for it. */
  List<NamespacedName> read(long read, ResourceVersion version, long now) {
    Barrier barrier = open.get(read);
    if (barrier == null) {
      return List.of();
    }
    HoldEntry asked = new HoldEntry.Barrier(barrier.resource, read);
    barrier.awaited = Optional.of(barrier.awaited.orElse(asked).afterRead(read, version));
    asks.set(read, now + (askAgainMillis << Math.min(barrier.reads, DOUBLINGS_MAX)));
    barrier.reads++;
    return barrier.keys;
  }

  /** A read failed; it is asked for again after a while. */
  void failed(long read, long now) {
    if (open.containsKey(read)) {
      asks.set(read, now + RETRY_MILLIS);
    }
  }

  /** Asks again for the reads that failed, were not answered, or are not passed by the cache. */
  void tick(Observations observations, long now, List<DispatcherEffect> effects) {
    for (var due = asks.pollDue(now); due.isPresent(); due = asks.pollDue(now)) {
      Barrier barrier = open.get(due.get());
      if (barrier == null) {
        continue;
      }
      ResourceVersion progress = observations.progress(barrier.resource);
      boolean moves = !barrier.progress.includes(progress);
      barrier.progress = progress;
      if (barrier.awaited.filter(observations::shows).isPresent()) {
        open.remove(due.get());
      } else if (barrier.awaited.isPresent() && moves) {
        asks.set(due.get(), now + askAgainMillis);
      } else {
        ask(due.get(), barrier.resource, now, effects);
      }
    }
  }

  /** When {@link #tick} has something to do. */
  long nextMillis() {
    return asks.nextMillis();
  }

  private void ask(
      long read, GroupVersionResource resource, long now, List<DispatcherEffect> effects) {
    effects.add(new DispatcherEffect.ReadBarrier(read, resource));
    asks.set(read, now + askAgainMillis);
  }
}
