package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watchers that tell each other every second which whole controllers they own. */
class SpreadTest {

  private final Map<Incarnation, Watcher> watchers = new TreeMap<>();
  private final List<String> controllers = new ArrayList<>(List.of("a", "b", "c", "d"));
  private final List<String> moves = new ArrayList<>();
  private long now;

  private final class Watcher {
    final Incarnation name;
    final Spread spread;
    final Set<String> owned = new TreeSet<>();
    final Set<String> unready = new TreeSet<>();
    boolean silent;

    Watcher(String name, String... owned) {
      this.name = new Incarnation(name);
      this.spread = new Spread(this.name, Duration.ofSeconds(5), Duration.ofSeconds(4));
      this.owned.addAll(List.of(owned));
      watchers.put(this.name, this);
    }

    Standing standing(String controller) {
      return new Standing(
          name,
          controller,
          Layout.WHOLE.number(),
          !unready.contains(controller),
          owned.contains(controller) ? Set.of(0) : Set.of());
    }

    Spread.Decision decide() {
      return spread.decide(now);
    }
  }

  /** All say what they are to each controller; then each does what it should. */
  private void second() {
    now += 1_000;
    tell();
    for (Watcher watcher : watchers.values()) {
      if (!watcher.silent) {
        watcher.decide().handOver().ifPresent(controller -> handOver(watcher, controller));
      }
    }
  }

  private void tell() {
    for (Watcher from : watchers.values()) {
      for (String controller : from.silent ? List.<String>of() : controllers) {
        watchers
            .values()
            .forEach(to -> to.spread.heard(from.standing(controller), Layout.WHOLE, now));
      }
    }
  }

  private void handOver(Watcher from, String controller) {
    from.owned.remove(controller);
    tell();
    Watcher to =
        watchers.values().stream()
            .filter(other -> other != from && !other.unready.contains(controller) && !other.silent)
            .filter(other -> !other.decide().reserved())
            .findFirst()
            .orElseThrow();
    to.owned.add(controller);
    moves.add(controller + ": " + from.name + " to " + to.name);
    tell();
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      second();
    }
  }

  @Test
  void whoComesGetsItsShareOfTheControllersOneByOne() {
    new Watcher("one", "a", "b", "c", "d");
    seconds(10);
    new Watcher("two");
    seconds(5);
    assertThat(moves).isEmpty();
    second();
    assertThat(moves).containsExactly("d: one to two");
    seconds(60);
    assertThat(moves).containsExactly("d: one to two", "c: one to two");
  }

  @Test
  void oneControllerStaysWhereItIs() {
    controllers.retainAll(List.of("a"));
    new Watcher("one");
    new Watcher("two", "a");
    seconds(60);
    assertThat(moves).isEmpty();
  }

  @Test
  void whoComesAndGoesMovesNothing() {
    new Watcher("one", "a", "b", "c", "d");
    Watcher guest = new Watcher("two");
    for (int i = 0; i < 20; i++) {
      if (!guest.unready.removeAll(controllers)) {
        guest.unready.addAll(controllers);
      }
      seconds(4);
    }
    assertThat(moves).isEmpty();
  }

  /** Its kind may be missing, or its Lease be another mesh's. */
  @Test
  void aControllerThatNobodyCanOwnKeepsTheOthersFromNothing() {
    Watcher one = new Watcher("one", "a", "b", "c", "d");
    Watcher two = new Watcher("two");
    one.unready.add("d");
    two.unready.add("d");
    seconds(30);
    assertThat(moves).containsExactly("c: one to two");
    assertThat(one.decide().reserved()).isFalse();

    one.unready.clear();
    two.unready.clear();
    seconds(30);
    assertThat(moves).containsExactly("c: one to two", "d: one to two");
  }

  @Test
  void whoCannotOwnOneOfThemGetsNone() {
    new Watcher("one", "a", "b", "c", "d");
    new Watcher("two").unready.add("b");
    new Watcher("three");
    seconds(60);
    assertThat(moves).containsExactly("d: one to three", "c: one to three");
  }

  @Test
  void aReleasedLeaseIsForThoseWhoHaveLessThanTheirShare() {
    Watcher full = new Watcher("one", "a", "b");
    Watcher poor = new Watcher("two", "c");
    seconds(10);
    assertThat(full.decide().reserved()).isTrue();
    assertThat(poor.decide().reserved()).isFalse();
  }

  @Test
  void whoFallsSilentLeavesEverythingToTheOthers() {
    Watcher left = new Watcher("one", "a", "b");
    Watcher gone = new Watcher("two", "c", "d");
    seconds(10);
    gone.silent = true;
    seconds(6);
    assertThat(left.decide()).isEqualTo(new Spread.Decision(false, Optional.empty()));
  }

  @Test
  void aControllerThatIsCutIsNoneOfThem() {
    Watcher one = new Watcher("one", "a", "b", "c", "d");
    Watcher two = new Watcher("two");
    controllers.removeAll(List.of("c", "d"));
    watchers
        .values()
        .forEach(watcher -> {
          watcher.spread.forget("c");
          watcher.spread.forget("d");
        });
    seconds(30);
    assertThat(moves).containsExactly("b: one to two");
    assertThat(two.owned).containsExactly("b");
    assertThat(one.decide().reserved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fromEveryStateTheyAreSpreadEvenlyAndThenNothingMoves(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = random.nextInt(1, 6);
    controllers.clear();
    for (int i = 0; i < random.nextInt(1, 20); i++) {
      controllers.add("c" + i);
    }
    for (int i = 0; i < count; i++) {
      new Watcher("w" + i);
    }
    List<Watcher> all = List.copyOf(watchers.values());
    controllers.forEach(controller -> all.get(random.nextInt(count)).owned.add(controller));

    seconds(60);
    int least = controllers.size() / count;
    assertThat(all)
        .allSatisfy(watcher -> assertThat(watcher.owned.size()).isBetween(least, least + 1));
    int before = moves.size();
    seconds(60);
    assertThat(moves).hasSize(before);
  }
}
