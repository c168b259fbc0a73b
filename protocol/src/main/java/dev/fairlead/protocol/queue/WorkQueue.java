package dev.fairlead.protocol.queue;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.time.Alarm;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which keys are wanted, why, and which one is next; after client-go's work queue, with priorities.
 *
 * <p>A key is in it once. The most urgent priority goes first and namespaces take turns within it.
 * Waiting keys age: one that has waited longer than its priority allows is overdue, and every
 * fourth turn belongs to the oldest overdue key, so a flood of urgent keys delays others but cannot
 * starve them. A turn that a worker refused is no turn.
 *
 * <p>Every operation takes at most logarithmic time. The bound is one state for each key that is
 * not idle. Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class WorkQueue {

  private static final int URGENT_TURNS_MAX = 3;

  /** How soon a failing key runs again when something of minor weight touches it. */
  private static final long TOUCHED_BACKOFF_MILLIS = 1_000;

  private long agePerPriorityMillis;
  private int reasonsMax;
  private final Map<NamespacedName, KeyState> states = new HashMap<>();
  private final EnumMap<Priority, Turns> due = new EnumMap<>(Priority.class);
  private final TreeSet<Wake> wakes = new TreeSet<>();
  private final Set<NamespacedName> paused = new HashSet<>();
  private final EnumMap<Phase, Integer> counts = new EnumMap<>(Phase.class);

  /** Turns that were given by urgency since one was given by age. */
  private int urgentTurns;

  private long added;

  private record Wake(long atMillis, NamespacedName key) implements Comparable<Wake> {

    private static final Comparator<Wake> ORDER =
        Comparator.comparingLong(Wake::atMillis).thenComparing(Wake::key);

    @Override
    public int compareTo(Wake other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Creates an empty queue.
   *
   * @param agePerPriority a key is overdue after this time for each priority above its own
   * @param reasonsMax how many reasons of one key are kept
   */
  public WorkQueue(Duration agePerPriority, int reasonsMax) {
    this.agePerPriorityMillis = agePerPriority.toMillis();
    this.reasonsMax = reasonsMax;
    for (Priority priority : Priority.values()) {
      due.put(priority, new Turns());
    }
  }

  /** Ages keys, and keeps reasons of those that are touched, by other numbers from now on. */
  public void limit(Duration agePerPriority, int reasonsMaxNow) {
    agePerPriorityMillis = agePerPriority.toMillis();
    reasonsMax = reasonsMaxNow;
  }

  /** Makes a key wanted. */
  public void touch(NamespacedName key, Priority priority, Reason reason, long nowMillis) {
    Demand touched = Demand.of(priority, reason, nowMillis);
    Optional<KeyState> state = state(key);
    if (state.isEmpty()) {
      settle(key, Optional.of(touched), nowMillis, 0, nowMillis);
      return;
    }
    switch (state.get()) {
      case KeyState.Due(Demand demand, int failures) -> {
        KeyState.Due both = new KeyState.Due(demand.and(touched, reasonsMax), failures);
        if (both.demand().priority() == demand.priority()) {
          states.put(key, both); // keeps its place
        } else {
          enter(key, both);
        }
      }
      case KeyState.Delayed(long until, Demand demand, int failures) ->
          settle(
              key,
              Optional.of(demand.and(touched, reasonsMax)),
              waitAfterTouch(until, touched, failures, nowMillis),
              failures,
              nowMillis);
      case KeyState.Running running ->
          enter(key, running.with(Optional.of(both(running.again(), touched)), running.gone()));
      case KeyState.Held(long since, Optional<Demand> next, long until, int failures) -> {
        long wait = next.isEmpty() ? until : waitAfterTouch(until, touched, failures, nowMillis);
        enter(key, new KeyState.Held(since, Optional.of(both(next, touched)), wait, failures));
      }
      case KeyState.Paused(Demand demand, int failures) ->
          enter(key, new KeyState.Paused(demand.and(touched, reasonsMax), failures));
    }
  }

  /** Makes a key wanted from a time on, unless it is wanted for something else anyhow. */
  public void touchLater(
      NamespacedName key, Priority priority, Reason reason, long untilMillis, long nowMillis) {
    Demand later = Demand.of(priority, reason, nowMillis);
    KeyState state = states.get(key);
    if (state == null) {
      settle(key, Optional.of(later), untilMillis, 0, nowMillis);
    } else if (state instanceof KeyState.Held held && held.next().isEmpty()) {
      enter(
          key,
          new KeyState.Held(held.sinceMillis(), Optional.of(later), untilMillis, held.failures()));
    } else {
      touch(key, priority, reason, nowMillis);
    }
  }

  /** The primary is gone: nothing is wanted of the key any more. */
  public void forget(NamespacedName key) {
    paused.remove(key);
    Optional<KeyState> state = state(key);
    if (state.isEmpty()) {
      return;
    }
    switch (state.get()) {
      case KeyState.Running running -> enter(key, running.with(Optional.empty(), true));
      case KeyState.Held held ->
          enter(key, new KeyState.Held(held.sinceMillis(), Optional.empty(), 0, 0));
      case KeyState.Due dropped -> leave(key);
      case KeyState.Delayed dropped -> leave(key);
      case KeyState.Paused dropped -> leave(key);
    }
  }

  /** Leaves a key alone: it keeps what it is wanted for, and waits. */
  public void pause(NamespacedName key) {
    paused.add(key);
    Optional<KeyState> state = state(key);
    if (state.isPresent() && state.get() instanceof KeyState.Due(Demand demand, int failures)) {
      enter(key, new KeyState.Paused(demand, failures));
    }
  }

  /** Ends a pause. A key that was not paused stays as it is. */
  public void resume(NamespacedName key, long nowMillis) {
    if (paused.remove(key)) {
      Optional<KeyState> state = state(key);
      if (state.isPresent()
          && state.get() instanceof KeyState.Paused(Demand demand, int failures)) {
        enter(key, new KeyState.Due(demand, failures));
        touch(key, Priority.CHANGE, Reason.of(Reason.Type.RESUMED, ""), nowMillis);
      }
    }
  }

  /**
   * Gives the key whose turn it is to a worker.
   *
   * @param choosing says which one
   * @param naming makes the token of the attempt
   */
  public Optional<KeyState.Running> take(
      Function<NamespacedName, Incarnation> choosing,
      Function<NamespacedName, Token> naming,
      long nowMillis) {
    wake(nowMillis);
    Optional<Turns> overdue =
        urgentTurns >= URGENT_TURNS_MAX ? mostOverdue(nowMillis) : Optional.empty();
    Optional<NamespacedName> next = overdue.map(Turns::takeOldest).or(this::mostUrgent);
    if (next.isEmpty()
        || !(states.get(next.get()) instanceof KeyState.Due(Demand demand, int failures))) {
      return Optional.empty();
    }
    urgentTurns = overdue.isPresent() ? 0 : Math.min(urgentTurns + 1, URGENT_TURNS_MAX);
    KeyState.Running running =
        new KeyState.Running(
            naming.apply(next.get()),
            choosing.apply(next.get()),
            nowMillis,
            demand,
            Optional.empty(),
            false,
            overdue.isPresent(),
            failures);
    enter(next.get(), running);
    return Optional.of(running);
  }

  /**
   * The worker refused the attempt: the key is due as before, for as long as before, and its turn
   * comes again.
   */
  public void putBack(NamespacedName key, long nowMillis) {
    KeyState.Running running = running(key);
    urgentTurns = running.aged() ? URGENT_TURNS_MAX : Math.max(urgentTurns - 1, 0);
    Optional<Demand> own = running.gone() ? Optional.empty() : Optional.of(running.demand());
    if (own.isPresent()) {
      added--; // it comes in again, for the same
    }
    settle(
        key,
        running.again().map(again -> both(own, again)).or(() -> own),
        nowMillis,
        running.gone() ? 0 : running.failures(),
        nowMillis);
  }

  /**
   * The attempt at a key is over.
   *
   * @param next what the attempt itself wants next
   * @param untilMillis when it wants that
   * @param held whether the key has to wait for {@link #release} first
   */
  public void finish(
      NamespacedName key,
      Optional<Demand> next,
      long untilMillis,
      int failures,
      boolean held,
      long nowMillis) {
    KeyState.Running running = running(key);
    Optional<Demand> own = running.gone() ? Optional.empty() : next;
    Optional<Demand> all =
        running.again().isEmpty()
            ? own
            : Optional.of(
                both(own, running.again().get()).since(running.again().get().sinceMillis()));
    long until = untilMillis;
    if (running.again().isPresent()) {
      until =
          own.isEmpty()
              ? nowMillis
              : waitAfterTouch(untilMillis, running.again().get(), failures, nowMillis);
    }
    int failuresKept = running.gone() ? 0 : failures;
    if (held) {
      enter(key, new KeyState.Held(nowMillis, all, until, failuresKept));
    } else {
      settle(key, all, until, failuresKept, nowMillis);
    }
  }

  /** The cache shows what a held key wrote. */
  public void release(NamespacedName key, long nowMillis) {
    if (states.get(key) instanceof KeyState.Held held) {
      settle(key, held.next(), held.untilMillis(), held.failures(), nowMillis);
    }
  }

  /** Whether a key could be taken now. */
  public boolean hasDue(long nowMillis) {
    wake(nowMillis);
    return count(Phase.DUE) > 0;
  }

  /** When the next delayed key becomes due; {@link Alarm#NEVER} if none is delayed. */
  public long nextWakeMillis() {
    return wakes.isEmpty() ? Alarm.NEVER : wakes.getFirst().atMillis();
  }

  /** Where a key stands; empty if it is idle. */
  public Optional<KeyState> state(NamespacedName key) {
    return Optional.ofNullable(states.get(key));
  }

  /** Whether a key is to be left alone. */
  public boolean isPaused(NamespacedName key) {
    return paused.contains(key);
  }

  /** How many keys are in a phase; idle keys are not counted. */
  public int count(Phase phase) {
    return counts.getOrDefault(phase, 0);
  }

  /** How many keys of a priority are due. */
  public int dueCount(Priority priority) {
    Turns turns = due.get(priority);
    return turns == null ? 0 : turns.count();
  }

  /**
   * How many times a key came in that was not in already: one that waits for a time comes in when
   * that is over, one that is touched while it runs when the attempt is.
   */
  public long added() {
    return added;
  }

  /** Since when the due key that waits longest has been waiting. */
  public OptionalLong oldestDueSinceMillis() {
    return due.values().stream()
        .map(Turns::oldestSinceMillis)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  private Demand both(Optional<Demand> demand, Demand touched) {
    return demand.map(before -> before.and(touched, reasonsMax)).orElse(touched);
  }

  /** When a waiting key runs after it was touched; failing keys are not freed by an echo. */
  private static long waitAfterTouch(long until, Demand touched, int failures, long now) {
    if (failures == 0 || touched.endsBackoff()) {
      return now;
    }
    return touched.priority() == Priority.CHANGE
        ? Math.min(until, now + TOUCHED_BACKOFF_MILLIS)
        : until;
  }

  private void settle(
      NamespacedName key, Optional<Demand> demand, long until, int failures, long now) {
    if (demand.isEmpty()) {
      leave(key);
    } else if (until > now) {
      enter(key, new KeyState.Delayed(until, demand.get(), failures));
    } else {
      added++;
      enter(
          key,
          paused.contains(key)
              ? new KeyState.Paused(demand.get(), failures)
              : new KeyState.Due(demand.get(), failures));
    }
  }

  private void wake(long now) {
    while (nextWakeMillis() <= now) {
      NamespacedName key = wakes.getFirst().key();
      if (states.get(key) instanceof KeyState.Delayed(long until, Demand demand, int failures)) {
        settle(key, Optional.of(demand.since(until)), until, failures, now);
      }
    }
  }

  private KeyState.Running running(NamespacedName key) {
    if (states.get(key) instanceof KeyState.Running running) {
      return running;
    }
    throw new IllegalStateException(key + " is not running");
  }

  private Optional<NamespacedName> mostUrgent() {
    return due.values().stream().filter(turns -> !turns.isEmpty()).findFirst().map(Turns::takeNext);
  }

  private Optional<Turns> mostOverdue(long now) {
    Optional<Turns> most = Optional.empty();
    long mostMillis = 0;
    long allowedMillis = 0;
    for (Turns turns : due.values()) {
      long millis = now - turns.oldestSinceMillis().orElse(now) - allowedMillis;
      if (millis > mostMillis) {
        most = Optional.of(turns);
        mostMillis = millis;
      }
      allowedMillis += agePerPriorityMillis;
    }
    return most;
  }

  private void enter(NamespacedName key, KeyState state) {
    leave(key);
    states.put(key, state);
    counts.merge(phase(state), 1, Integer::sum);
    switch (state) {
      case KeyState.Due(Demand demand, int failures) ->
          turns(demand).add(key, demand.sinceMillis());
      case KeyState.Delayed delayed -> wakes.add(new Wake(delayed.untilMillis(), key));
      case KeyState.Running running -> {}
      case KeyState.Held held -> {}
      case KeyState.Paused resting -> {}
    }
  }

  private void leave(NamespacedName key) {
    KeyState state = states.remove(key);
    if (state == null) {
      return;
    }
    counts.merge(phase(state), -1, Integer::sum);
    switch (state) {
      case KeyState.Due(Demand demand, int failures) -> turns(demand).remove(key);
      case KeyState.Delayed delayed -> wakes.remove(new Wake(delayed.untilMillis(), key));
      case KeyState.Running running -> {}
      case KeyState.Held held -> {}
      case KeyState.Paused resting -> {}
    }
  }

  private Turns turns(Demand demand) {
    return due.computeIfAbsent(demand.priority(), absent -> new Turns());
  }

  /** The phase that people are told of a state. */
  public static Phase phase(KeyState state) {
    return switch (state) {
      case KeyState.Due due -> Phase.DUE;
      case KeyState.Delayed delayed -> Phase.DELAYED;
      case KeyState.Running running -> Phase.RUNNING;
      case KeyState.Held held -> Phase.HELD;
      case KeyState.Paused paused -> Phase.PAUSED;
    };
  }
}
