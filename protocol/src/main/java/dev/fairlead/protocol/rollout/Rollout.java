package dev.fairlead.protocol.rollout;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.time.Alarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declarations of one controller that its workers announce, as one watcher hears them, and
 * which of them counts: while versions are mixed, as in a rolling update or a rollback, one
 * declaration is accepted, and only its workers are given something.
 *
 * <p>Accepted is the newest that is announced, by {@link VersionOrder}, once the caches of all its
 * kinds are in step; until then the one before goes on. When nobody has announced the accepted one
 * for {@link #HEARD_MILLIS}, the newest of the others follows: so a rollback takes effect when the
 * last worker of the newer version has gone. All watchers come to the same, since they hear the
 * same. One version with two contents contradicts itself: what was heard first counts while it is
 * announced, and the workers of the other are refused. A declaration whose workers cannot be
 * reached, though they are heard, is set aside until another worker announces it, or for {@link
 * #SET_ASIDE_MILLIS}; what contradicts it counts then.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class Rollout {

  /** Workers announce themselves every second. */
  public static final long HEARD_MILLIS = 5_000;

  /** How long a declaration whose workers cannot be reached is left alone. */
  public static final long SET_ASIDE_MILLIS = 60_000;

  /** So many declarations are known at a time; what comes beyond is not heard. */
  private static final int DECLARATIONS_MAX = 16;

  private static final int WORKERS_MAX = 1_000;

  private static final Comparator<Heard> NEWEST =
      Comparator.comparing(heard -> heard.declaration.version(), VersionOrder.ORDER);

  /** What is known, in the order in which it was heard first. */
  private final Map<Declaration, Heard> known = new LinkedHashMap<>();

  private final Alarm alarm = new Alarm();
  private final List<RolloutEffect> effects = new ArrayList<>();
  private Optional<Heard> accepted = Optional.empty();

  /** A declaration and who announces it. */
  private static final class Heard {
    private final Declaration declaration;
    private final Map<Incarnation, Long> untilMillis = new LinkedHashMap<>();
    private final Set<Incarnation> unreached = new HashSet<>();
    private final Set<Incarnation> refused = new HashSet<>();
    private long setAsideUntilMillis = Long.MIN_VALUE;
    private boolean watched;
    private boolean inStep;

    Heard(Declaration declaration) {
      this.declaration = declaration;
    }

    boolean isAnnounced() {
      return !untilMillis.isEmpty();
    }

    boolean isSetAside(long now) {
      return now < setAsideUntilMillis && unreached.containsAll(untilMillis.keySet());
    }

    boolean contradicts(Heard other) {
      return other != this && other.declaration.version().equals(declaration.version());
    }
  }

  /** Takes in what happened and answers with what to do. */
  public List<RolloutEffect> handle(RolloutInput input, long nowMillis) {
    effects.clear();
    switch (input) {
      case RolloutInput.Announced(Incarnation worker, Declaration declaration) ->
          announced(worker, declaration, nowMillis);
      case RolloutInput.InStep(Declaration declaration) ->
          Optional.ofNullable(known.get(declaration)).ifPresent(heard -> heard.inStep = true);
      case RolloutInput.ReachesNobody() -> accepted.ifPresent(heard -> setAside(heard, nowMillis));
      case RolloutInput.Ticked() -> alarm.ticked(nowMillis);
    }
    known.values().forEach(heard -> heard.untilMillis.values().removeIf(at -> at <= nowMillis));
    watch();
    accept(nowMillis);
    forget();
    setAlarm(nowMillis);
    return List.copyOf(effects);
  }

  /** The declaration that counts; empty before the first is announced. */
  public Optional<Declaration> accepted() {
    return accepted.map(heard -> heard.declaration);
  }

  /** The declarations that contradict another one of the same version. */
  public List<Declaration> refused() {
    return known.values().stream().filter(this::isRefused).map(heard -> heard.declaration).toList();
  }

  /** What contradicts it, if anything does, counts as heard before from now on. */
  private void setAside(Heard heard, long now) {
    heard.unreached.clear();
    heard.unreached.addAll(heard.untilMillis.keySet());
    heard.setAsideUntilMillis = now + SET_ASIDE_MILLIS;
    known.remove(heard.declaration);
    known.put(heard.declaration, heard);
  }

  private void announced(Incarnation worker, Declaration declaration, long now) {
    if (!known.containsKey(declaration) && known.size() >= DECLARATIONS_MAX) {
      return;
    }
    Heard heard = known.computeIfAbsent(declaration, Heard::new);
    if (heard.untilMillis.size() < WORKERS_MAX || heard.untilMillis.containsKey(worker)) {
      heard.untilMillis.put(worker, now + HEARD_MILLIS);
    }
    if (isRefused(heard)) {
      if (heard.refused.add(worker)) {
        effects.add(new RolloutEffect.Refuse(worker, declaration));
      }
    }
  }

  /** Whether what was heard before says something else of the same version. */
  private boolean isRefused(Heard heard) {
    for (Heard before : known.values()) {
      if (before == heard) {
        return false;
      }
      if (before.contradicts(heard) && before.isAnnounced()) {
        return true;
      }
    }
    return false;
  }

  private void watch() {
    for (Heard heard : known.values()) {
      if (!heard.watched && heard.isAnnounced() && !isRefused(heard)) {
        heard.watched = true;
        effects.add(new RolloutEffect.Watch(heard.declaration));
      }
    }
  }

  private void accept(long now) {
    List<Heard> candidates =
        known.values().stream()
            .filter(heard -> heard.isAnnounced() && !isRefused(heard) && !heard.isSetAside(now))
            .toList();
    Optional<Heard> ready = candidates.stream().filter(heard -> heard.inStep).max(NEWEST);
    boolean stays = accepted.filter(candidates::contains).isPresent();
    Optional<Heard> next =
        stays
            ? ready.filter(heard -> NEWEST.compare(heard, accepted.get()) > 0)
            : ready.or(() -> candidates.stream().max(NEWEST));
    next.ifPresent(heard -> {
      if (!accepted.equals(next)) {
        accepted = next;
        effects.add(new RolloutEffect.Accept(heard.declaration));
      }
    });
  }

  private void forget() {
    known
        .values()
        .removeIf(heard -> {
          boolean over = !heard.isAnnounced() && !accepted.equals(Optional.of(heard));
          if (over && heard.watched) {
            effects.add(new RolloutEffect.Forget(heard.declaration));
          }
          return over;
        });
  }

  private void setAlarm(long now) {
    long next = Alarm.NEVER;
    for (Heard heard : known.values()) {
      for (long until : heard.untilMillis.values()) {
        next = Math.min(next, until);
      }
      if (heard.isSetAside(now)) {
        next = Math.min(next, heard.setAsideUntilMillis);
      }
    }
    if (next != Alarm.NEVER && alarm.set(next)) {
      effects.add(new RolloutEffect.WakeAt(next));
    }
  }
}
