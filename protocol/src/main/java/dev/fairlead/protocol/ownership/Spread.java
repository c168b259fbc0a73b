package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Spreads the controllers that are whole evenly over the watchers: to the {@link Balance} each of
 * them is one partition of something that all watchers share. So the same holds as for partitions:
 * one moves at a time, in calm, as few as possible, and all of it rests on hints.
 *
 * <p>A controller that nobody could own, as one whose kind is missing, does not count and keeps the
 * others from nothing. When what counts changes, everybody has to be proven anew.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class Spread {

  private static final int CONTROLLERS_MAX = 1_000;

  private final Incarnation self;
  private final Duration proven;
  private final Duration silence;
  private final Map<String, Map<Incarnation, Word>> words = new TreeMap<>();
  private List<String> counted = List.of();
  private Balance balance;

  /** What a watcher said last of one controller. */
  private record Word(boolean ready, boolean owns, long heardMillis) {}

  /**
   * What this watcher should do now.
   *
   * @param reserved whether it leaves the released Leases of whole controllers to others for a
   *     moment
   * @param handOver the controller to hand over
   */
  public record Decision(boolean reserved, Optional<String> handOver) {}

  /**
   * Knows of nothing.
   *
   * @param proven for how long a watcher must have been ready before anything is moved to it
   * @param silence after which a watcher is taken for gone; longer than from one word to the next
   */
  public Spread(Incarnation self, Duration proven, Duration silence) {
    this.self = self;
    this.proven = proven;
    this.silence = silence;
    this.balance = new Balance(self, proven, silence);
  }

  /**
   * A watcher, this one included, says what it is to a controller that is whole.
   *
   * @param layout the layout of the controller that is wanted here; who knows another one is not
   *     ready for this one
   */
  public void heard(Standing standing, Layout layout, long now) {
    if (words.size() >= CONTROLLERS_MAX && !words.containsKey(standing.controller())) {
      return;
    }
    forgetSilent(now);
    boolean same = standing.layout() == layout.number();
    words
        .computeIfAbsent(standing.controller(), _ -> new HashMap<>())
        .put(
            standing.watcher(),
            new Word(standing.ready() && same, !standing.owned().isEmpty(), now));
    if (recount()) {
      balance = new Balance(self, proven, silence);
      watchers().forEach(watcher -> tell(watcher, now));
    } else {
      tell(standing.watcher(), now);
    }
  }

  /** A controller is not whole any more, or not served here. */
  public void forget(String controller) {
    words.remove(controller);
  }

  /** What to do, by what was heard so far. */
  public Decision decide(long now) {
    Balance.Decision decision = balance.decide(new Layout(1, Math.max(1, counted.size())), now);
    return new Decision(
        decision.reserved(), decision.handOver().stream().mapToObj(counted::get).findFirst());
  }

  /** Whether other controllers count than before: those that somebody could own. */
  private boolean recount() {
    List<String> now = new ArrayList<>();
    words.forEach((controller, said) -> {
      if (said.values().stream().anyMatch(Word::ready)) {
        now.add(controller);
      }
    });
    boolean other = !now.equals(counted);
    counted = List.copyOf(now);
    return other;
  }

  /** A watcher is ready if it is for all of them. */
  private void tell(Incarnation watcher, long now) {
    boolean ready = true;
    Set<Integer> owned = new HashSet<>();
    for (int number = 0; number < counted.size(); number++) {
      Word word = words.getOrDefault(counted.get(number), Map.of()).get(watcher);
      ready &= word != null && word.ready();
      if (word != null && word.owns()) {
        owned.add(number);
      }
    }
    balance.heard(new Standing(watcher, "", 1, ready, owned), now);
  }

  private Set<Incarnation> watchers() {
    Set<Incarnation> all = new HashSet<>();
    words.values().forEach(said -> all.addAll(said.keySet()));
    return all;
  }

  private void forgetSilent(long now) {
    words
        .values()
        .forEach(
            said -> said.values().removeIf(word -> now - word.heardMillis() > silence.toMillis()));
    words.values().removeIf(Map::isEmpty);
  }
}
