package dev.fairlead.sandbox.fault;

import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.watch.Interception;
import dev.fairlead.sandbox.store.watch.WatchEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the faults do to one watch. Used by the thread that reads the watch. */
final class WatchFaults implements Interception {

  /** How many events a watch is owed at most; one that would be owed more ends. */
  private static final int OWED_MAX = 10_000;

  /** How soon an open watch notices a new fault. */
  private static final Duration GLANCE = Duration.ofMillis(100);

  private static final Status EXPIRED =
      Status.of(410, "Expired", "The resourceVersion for the provided watch is too old.");

  private record Late(Instant due, WatchEvent bookmark) {}

  private final Faults faults;
  private final Target target;
  private final InstantSource clock;

  /** What each fault that was asked has decided about this watch. */
  private final Set<Integer> asked = new HashSet<>();

  private final Map<Integer, Faults.Active> met = new HashMap<>();
  private final Deque<WatchEvent> owed = new ArrayDeque<>();
  private final Deque<Late> late = new ArrayDeque<>();

  WatchFaults(Faults faults, Target target, InstantSource clock) {
    this.faults = faults;
    this.target = target;
    this.clock = clock;
  }

  @Override
  public List<Step> on(WatchEvent event) {
    if (owed.size() >= OWED_MAX) {
      return List.of(new Step.End());
    }
    owed.add(event);
    return idle();
  }

  @Override
  public Duration patience() {
    return GLANCE;
  }

  @Override
  public List<Step> idle() {
    meet();
    if (has(Effect.Expired.class)) {
      return List.of(new Step.Deliver(new WatchEvent.Failed(EXPIRED)), new Step.End());
    }
    if (has(Effect.DropWatch.class) || has(Effect.Partition.class)) {
      return List.of(new Step.End());
    }
    return has(Effect.FreezeWatch.class) ? List.of() : pay();
  }

  /** Asks the faults that came since. Each is asked once for each watch. */
  private void meet() {
    for (Faults.Active it : faults.meetingWatch(target, asked)) {
      met.put(it.id(), it);
    }
    met.values().removeIf(it -> !faults.acts(it) && !stale(it));
  }

  /** A stale watch stays stale when its fault has gone. */
  private static boolean stale(Faults.Active it) {
    return it.fault().effect() instanceof Effect.OldState old && !old.catchesUp();
  }

  private boolean has(Class<? extends Effect> effect) {
    return met.values().stream().anyMatch(it -> effect.isInstance(it.fault().effect()));
  }

  /** Delivers what may be delivered by now. */
  private List<Step> pay() {
    long seen = seenUpTo();
    List<Step> steps = new ArrayList<>();
    while (!owed.isEmpty() && revision(owed.peek()) <= seen) {
      deliver(owed.remove(), steps);
    }
    Instant now = clock.instant();
    while (!late.isEmpty() && !late.peek().due().isAfter(now)) {
      steps.add(new Step.Deliver(late.remove().bookmark()));
    }
    return steps;
  }

  /** The last revision that a lagging replica knows. */
  private long seenUpTo() {
    return met.values().stream()
        .filter(it -> it.fault().effect() instanceof Effect.OldState)
        .mapToLong(Faults.Active::revision)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private void deliver(WatchEvent event, List<Step> steps) {
    if (event instanceof WatchEvent.Bookmark) {
      for (Faults.Active it : met.values()) {
        if (it.fault().effect() instanceof Effect.LateBookmarks bookmarks) {
          late.add(new Late(clock.instant().plus(bookmarks.delay()), event));
          return;
        }
      }
    }
    steps.add(new Step.Deliver(event));
    if (has(Effect.DuplicateEvents.class)) {
      steps.add(new Step.Deliver(event));
    }
  }

  private static long revision(WatchEvent event) {
    return switch (event) {
      case WatchEvent.Added it -> it.stored().revision();
      case WatchEvent.Modified it -> it.stored().revision();
      case WatchEvent.Deleted it -> it.stored().revision();
      case WatchEvent.Bookmark it -> it.revision();
      case WatchEvent.Failed _ -> 0;
    };
  }
}
