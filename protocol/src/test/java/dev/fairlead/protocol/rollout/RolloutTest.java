package dev.fairlead.protocol.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.GroupVersionKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which of several declarations counts. */
class RolloutTest {

  private static final Declaration OLD = declaration("1.9", 4);
  private static final Declaration NEW = declaration("1.10", 4);
  private static final Incarnation FIRST = new Incarnation("first");
  private static final Incarnation SECOND = new Incarnation("second");

  private final Rollout rollout = new Rollout();
  private final List<RolloutEffect> effects = new ArrayList<>();

  @Test
  void theFirstCountsAtOnce() {
    announce(FIRST, OLD, 0);
    assertThat(effects)
        .containsExactly(
            new RolloutEffect.Watch(OLD),
            new RolloutEffect.Accept(OLD),
            new RolloutEffect.WakeAt(Rollout.HEARD_MILLIS));
  }

  @Test
  void aNewerCountsOnceItsKindsAreInStep() {
    announce(FIRST, OLD, 0);
    announce(SECOND, NEW, 100);
    assertThat(some(RolloutEffect.Watch.class)).hasSize(2);
    assertThat(rollout.accepted()).contains(OLD);

    handle(new RolloutInput.InStep(NEW), 200);
    assertThat(rollout.accepted()).contains(NEW);
    announce(FIRST, OLD, 300);
    assertThat(rollout.accepted()).contains(NEW);
  }

  @Test
  void anOlderCountsWhenNobodyAnnouncesTheNewerAnyMore() {
    announce(SECOND, NEW, 0);
    announce(FIRST, OLD, 0);
    handle(new RolloutInput.InStep(OLD), 0);
    assertThat(rollout.accepted()).contains(NEW);

    announce(FIRST, OLD, Rollout.HEARD_MILLIS - 1);
    assertThat(rollout.accepted()).contains(NEW);
    handle(new RolloutInput.Ticked(), Rollout.HEARD_MILLIS);
    assertThat(rollout.accepted()).contains(OLD);
    assertThat(some(RolloutEffect.Forget.class)).containsExactly(new RolloutEffect.Forget(NEW));
  }

  @Test
  void whenNobodyIsHeardEverythingStaysAsItIs() {
    announce(FIRST, OLD, 0);
    handle(new RolloutInput.Ticked(), 60_000);
    assertThat(rollout.accepted()).contains(OLD);
    announce(FIRST, OLD, 60_001);
    assertThat(some(RolloutEffect.Accept.class)).hasSize(1);
    assertThat(some(RolloutEffect.Forget.class)).isEmpty();
  }

  @Test
  void oneVersionWithTwoContentsIsRefusedByName() {
    Declaration other = declaration("1.9", 5);
    announce(FIRST, OLD, 0);
    announce(SECOND, other, 100);
    announce(SECOND, other, 1_100);
    assertThat(some(RolloutEffect.Refuse.class))
        .containsExactly(new RolloutEffect.Refuse(SECOND, other));
    assertThat(rollout.refused()).containsExactly(other);
    assertThat(rollout.accepted()).contains(OLD);

    announce(SECOND, other, 5_000);
    assertThat(rollout.accepted()).contains(other);
    assertThat(rollout.refused()).isEmpty();
  }

  @Test
  void whatCannotBeReachedRefusesNothing() {
    Declaration other = declaration("1.9", 5);
    announce(FIRST, OLD, 0);
    announce(SECOND, other, 100);
    handle(new RolloutInput.ReachesNobody(), 1_000);
    assertThat(rollout.accepted()).contains(other);
    assertThat(rollout.refused()).containsExactly(OLD);

    announce(FIRST, OLD, 1_100);
    assertThat(some(RolloutEffect.Refuse.class))
        .containsExactly(
            new RolloutEffect.Refuse(SECOND, other), new RolloutEffect.Refuse(FIRST, OLD));
  }

  @Test
  void whatCannotBeReachedIsSetAside() {
    announce(FIRST, OLD, 0);
    announce(SECOND, NEW, 0);
    handle(new RolloutInput.InStep(NEW), 0);
    handle(new RolloutInput.ReachesNobody(), 1_000);
    assertThat(rollout.accepted()).contains(OLD);
    announce(SECOND, NEW, 1_100);
    assertThat(rollout.accepted()).contains(OLD);

    announce(new Incarnation("third"), NEW, 1_200);
    assertThat(rollout.accepted()).as("another worker announces it").contains(NEW);
  }

  @Test
  void whatWasSetAsideIsTriedAgainLater() {
    announce(FIRST, OLD, 0);
    announce(SECOND, NEW, 0);
    handle(new RolloutInput.InStep(NEW), 0);
    handle(new RolloutInput.ReachesNobody(), 1_000);
    long later = 1_000 + Rollout.SET_ASIDE_MILLIS;
    announce(SECOND, NEW, later - 1);
    announce(FIRST, OLD, later - 1);
    assertThat(rollout.accepted()).contains(OLD);
    announce(SECOND, NEW, later);
    assertThat(rollout.accepted()).contains(NEW);
  }

  @Test
  void versionsHaveTheOrderOfTheirNumbers() {
    assertThat(
            Stream.of("1.10", "unversioned", "1.9", "v1.9.1", "1.10-rc1", "dev")
                .sorted(VersionOrder.ORDER))
        .containsExactly("dev", "unversioned", "1.9", "v1.9.1", "1.10-rc1", "1.10");
  }

  private void announce(Incarnation worker, Declaration declaration, long now) {
    handle(new RolloutInput.Announced(worker, declaration), now);
  }

  private void handle(RolloutInput input, long now) {
    effects.addAll(rollout.handle(input, now));
  }

  private <T extends RolloutEffect> List<T> some(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static Declaration declaration(String version, int workersMax) {
    return new Declaration(
        "memcached",
        version,
        new WatchedKind(
            new GroupVersionKind("cache.example.com", "v1", "Memcached"),
            new KeyMapping.Self(),
            "",
            "",
            true),
        List.of(),
        List.of(),
        "Ready",
        List.of(),
        Duration.ofSeconds(30),
        Duration.ZERO,
        workersMax);
  }
}
