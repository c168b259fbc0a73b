package dev.fairlead.protocol.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watchers that tell each other every second what they own, and what comes of it. */
class BalanceTest {

  private final Map<Incarnation, Watcher> watchers = new TreeMap<>();
  private final List<String> moves = new ArrayList<>();
  private Layout layout = new Layout(2, 4);
  private long now;

  private final class Watcher {
    final Incarnation name;
    final Balance balance;
    final Set<Integer> owned = new HashSet<>();
    boolean ready = true;
    boolean silent;

    Watcher(String name) {
      this.name = new Incarnation(name);
      this.balance = new Balance(this.name, Duration.ofSeconds(5), Duration.ofSeconds(4));
      watchers.put(this.name, this);
    }

    Watcher owning(int... partitions) {
      for (int partition : partitions) {
        owned.add(partition);
      }
      return this;
    }

    Standing standing() {
      return new Standing(name, "memcached", layout.number(), ready, owned);
    }

    Balance.Decision decide() {
      return balance.decide(layout, now);
    }
  }

  /** All say what they are; then each does what it should, one after the other. */
  private void second() {
    now += 1_000;
    tell();
    for (Watcher watcher : watchers.values()) {
      if (!watcher.silent) {
        watcher.decide().handOver().ifPresent(partition -> handOver(watcher, partition));
      }
    }
  }

  private void tell() {
    for (Watcher from : watchers.values()) {
      if (!from.silent) {
        watchers.values().forEach(to -> to.balance.heard(from.standing(), now));
      }
    }
  }

  private void handOver(Watcher from, int partition) {
    from.owned.remove(partition);
    tell();
    Watcher to =
        watchers.values().stream()
            .filter(other -> other != from && other.ready && !other.silent)
            .filter(other -> !other.decide().reserved())
            .findFirst()
            .orElseThrow();
    to.owned.add(partition);
    moves.add(partition + ": " + from.name + " to " + to.name);
    tell();
  }

  private void seconds(int count) {
    for (int i = 0; i < count; i++) {
      second();
    }
  }

  @Test
  void whoComesGetsItsShareOneByOneWhenItHasStoodForAWhile() {
    new Watcher("a").owning(0, 1, 2, 3);
    seconds(10);
    new Watcher("b");
    seconds(5);
    assertThat(moves).isEmpty();
    second();
    assertThat(moves).containsExactly("3: a to b");
    seconds(60);
    assertThat(moves).containsExactly("3: a to b", "2: a to b");
  }

  @Test
  void whoComesAndGoesMovesNothing() {
    Watcher owner = new Watcher("a").owning(0, 1, 2, 3);
    Watcher guest = new Watcher("b");
    for (int i = 0; i < 20; i++) {
      guest.ready = !guest.ready;
      seconds(4);
    }
    assertThat(moves).isEmpty();
    assertThat(owner.owned).hasSize(4);
  }

  @Test
  void whoIsNotInStepGetsNothing() {
    new Watcher("a").owning(0, 1, 2, 3);
    new Watcher("b").ready = false;
    new Watcher("c");
    seconds(30);
    assertThat(moves).containsExactly("3: a to c", "2: a to c");
  }

  @Test
  void nothingIsMovedWhileAPartitionHasNoOwner() {
    new Watcher("a").owning(0, 1, 2);
    new Watcher("b");
    seconds(30);
    assertThat(moves).isEmpty();
  }

  @Test
  void nothingIsMovedWhileSomebodyLeaves() {
    new Watcher("a").owning(0, 1, 2);
    new Watcher("b").owning(3).ready = false;
    new Watcher("c");
    seconds(30);
    assertThat(moves).isEmpty();
  }

  @Test
  void nothingIsMovedWhileSomebodyKnowsAnotherLayout() {
    new Watcher("a").owning(0, 1, 2, 3);
    Watcher behind = new Watcher("b");
    new Watcher("c");
    for (int i = 0; i < 30; i++) {
      second();
      Standing old = new Standing(behind.name, "memcached", 1, true, Set.of(0));
      watchers.values().forEach(to -> to.balance.heard(old, now));
      behind.silent = true;
    }
    assertThat(moves).isEmpty();
  }

  @Test
  void aReleasedLeaseIsForThoseWhoHaveLessThanTheirShare() {
    Watcher full = new Watcher("a").owning(0, 1);
    Watcher rich = new Watcher("b").owning(2);
    Watcher poor = new Watcher("c");
    seconds(6);
    assertThat(full.decide().reserved()).isTrue();
    assertThat(rich.decide().reserved()).isTrue();
    assertThat(poor.decide().reserved()).isFalse();
  }

  @Test
  void theLastOneTakesEverything() {
    Watcher left = new Watcher("a").owning(0, 1);
    Watcher leaves = new Watcher("b").owning(2, 3);
    seconds(10);
    leaves.ready = false;
    tell();
    assertThat(left.decide().reserved()).isFalse();
  }

  /** A watcher that cannot take what it is given must not be given it over and over. */
  @Test
  void whatNobodyTakesIsKeptForAMinute() {
    Watcher owner = new Watcher("a").owning(0, 1, 2, 3);
    Watcher helpless = new Watcher("b");
    int handed = 0;
    for (int i = 0; i < 130; i++) {
      now += 1_000;
      tell();
      handed += owner.decide().handOver().isPresent() ? 1 : 0;
    }
    assertThat(helpless.owned).isEmpty();
    assertThat(handed).isEqualTo(3);
  }

  @Test
  void whoFallsSilentIsNotWaitedFor() {
    Watcher left = new Watcher("a").owning(0, 1);
    Watcher silent = new Watcher("b").owning(2);
    Watcher third = new Watcher("c").owning(3);
    seconds(10);
    silent.silent = true;
    seconds(5);
    assertThat(left.decide().reserved()).isTrue();
    assertThat(third.decide().reserved()).isFalse();
  }

  /** A controller that is not cut has one owner, and its standby waits for nobody else. */
  @Test
  void oneOfTwoOwnsTheWhole() {
    layout = Layout.WHOLE;
    Watcher owner = new Watcher("b").owning(0);
    Watcher standby = new Watcher("a");
    seconds(30);
    assertThat(moves).isEmpty();
    owner.ready = false;
    tell();
    assertThat(standby.decide().reserved()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void fromEveryStateAsFewAsPossibleMoveAndThenNothing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      watchers.clear();
      moves.clear();
      int count = random.nextInt(1, 7);
      layout = new Layout(2, random.nextInt(1, 40));
      for (int i = 0; i < count; i++) {
        new Watcher("w" + i);
      }
      List<Watcher> all = List.copyOf(watchers.values());
      for (int partition = 0; partition < layout.partitions(); partition++) {
        all.get(Math.min(random.nextInt(count), random.nextInt(count))).owned.add(partition);
      }
      int least = layout.partitions() / count;
      int rest = layout.partitions() % count;
      List<Integer> before =
          all.stream().map(watcher -> watcher.owned.size()).sorted((a, b) -> b - a).toList();
      int needed = 0;
      for (int place = 0; place < count; place++) {
        needed += Math.max(0, before.get(place) - least - (place < rest ? 1 : 0));
      }

      seconds(60);

      assertThat(moves).hasSize(needed);
      assertThat(all)
          .allSatisfy(watcher -> assertThat(watcher.owned.size()).isBetween(least, least + 1));
    }
  }
}
