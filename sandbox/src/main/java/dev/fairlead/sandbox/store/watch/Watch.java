package dev.fairlead.sandbox.store.watch;

import dev.fairlead.sandbox.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One client's watch. A virtual thread takes its events and writes them out; any thread may close
 * it. It buffers one batch: a client that is too slow for the store's log is cut off, as
 * kube-apiserver does, and may come back with the revision that it knows.
 */
public final class Watch implements AutoCloseable {

  /** How long it waits in one go, so that a clock that a test moves is looked at. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final Optional<Instant> deadline;
  private final Interception interception;
  private final boolean intercepted;
  private final EventSource source;
  private final Deque<Interception.Step> steps = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Instant pausedUntil = Instant.MIN;
  private boolean cut;

  private Watch(WatchOptions options, InstantSource clock, EventSource source) {
    this.clock = clock;
    this.deadline = options.deadline();
    this.interception = options.interception();
    this.intercepted = !interception.equals(Interception.NONE);
    this.source = source;
  }

  /** Opens a watch. Whether it can start where it should is told by its first event. */
  public static Watch open(Store store, WatchOptions options, InstantSource clock) {
    return new Watch(options, clock, EventSource.open(store, options, clock));
  }

  /**
   * Waits for events.
   *
   * @return what there is, at least one; nothing when the watch has ended
   */
  public List<WatchEvent> take() throws InterruptedException {
    while (goesOn()) {
      if (clock.instant().isBefore(pausedUntil)) {
        rest(Duration.between(clock.instant(), pausedUntil));
      } else if (!steps.isEmpty()) {
        List<WatchEvent> taken = run();
        if (!taken.isEmpty()) {
          return taken;
        }
      } else if (source.ended()) {
        return List.of();
      } else {
        List<WatchEvent> events = source.next(patience());
        if (intercepted) {
          events.forEach(event -> steps.addAll(interception.on(event)));
          steps.addAll(interception.idle());
        } else if (!events.isEmpty()) {
          return events;
        }
      }
    }
    return List.of();
  }

  private boolean goesOn() {
    return !cut
        && closed.getCount() > 0
        && deadline.filter(end -> !clock.instant().isBefore(end)).isEmpty();
  }

  private Duration patience() {
    Duration most = shorter(interception.patience(), WAIT_MAX);
    return deadline.map(end -> shorter(Duration.between(clock.instant(), end), most)).orElse(most);
  }

  private void rest(Duration length) throws InterruptedException {
    boolean over = closed.await(shorter(length, WAIT_MAX).toNanos(), TimeUnit.NANOSECONDS);
    cut |= over;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Does what the interception wants, up to its first pause. */
  private List<WatchEvent> run() {
    List<WatchEvent> taken = new ArrayList<>();
    while (!steps.isEmpty()) {
      switch (steps.remove()) {
        case Interception.Step.Deliver deliver -> taken.add(deliver.event());
        case Interception.Step.Pause pause -> {
          pausedUntil = clock.instant().plus(pause.length());
          return taken;
        }
        case Interception.Step.End end -> {
          cut = true;
          return taken;
        }
      }
    }
    return taken;
  }

  @Override
  public void close() {
    closed.countDown();
    source.close();
  }
}
