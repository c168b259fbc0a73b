package dev.fairlead.watcher.controller;

import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.ownership.Balance;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.watcher.dispatch.Surroundings;
import dev.fairlead.watcher.loop.Alarm;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other watchers what this one is to a controller, and does what the {@link Balance}
 * makes of what they say; where the controller is whole, {@link Spreading} does. Lives on the loop.
 */
final class Sharing {

  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

  /** For so long a watcher has been ready before anything is moved to it. */
  static final Duration PROVEN = Duration.ofSeconds(5);

  /** Who says nothing for so long is gone. */
  static final Duration SILENCE = Duration.ofSeconds(4);

  private static final Duration WORD = Duration.ofSeconds(1);

  private final Incarnation self;
  private final String controller;
  private final Partitions partitions;
  private final BooleanSupplier couldOwn;
  private final Spreading spreading;
  private final Surroundings world;
  private final Balance balance;
  private final Alarm alarm;
  private Optional<Standing> said = Optional.empty();
  private boolean leaving;

  Sharing(
      Incarnation self,
      Partitions partitions,
      BooleanSupplier couldOwn,
      Spreading spreading,
      Surroundings world) {
    this.self = self;
    this.controller = partitions.controller();
    this.partitions = partitions;
    this.couldOwn = couldOwn;
    this.spreading = spreading;
    this.world = world;
    this.balance = new Balance(self, PROVEN, SILENCE);
    this.alarm = world.loop().alarm(this::speak);
  }

  /** Speaks every second from now on. */
  void start() {
    speak();
  }

  private void speak() {
    alarm.setIn(WORD.toMillis());
    said = Optional.empty();
    changed();
  }

  /** What is owned here, or whether more could be, may have changed. */
  void changed() {
    Standing now =
        new Standing(
            self,
            controller,
            partitions.wanted().number(),
            couldOwn.getAsBoolean() && !leaving,
            partitions.ownedNumbers());
    if (said.filter(now::equals).isEmpty()) {
      said = Optional.of(now);
      world.bus().publish(Topic.OWNERSHIP, now);
      heard(now);
    }
  }

  /** A watcher says what it is to the controller. */
  void heard(Standing standing) {
    if (partitions.wanted().partitions() == 1) {
      spreading.heard(standing, partitions);
    } else {
      spreading.forget(controller, partitions);
      balance(standing);
    }
  }

  private void balance(Standing standing) {
    balance.heard(standing, world.loop().nowMillis());
    Balance.Decision decision = balance.decide(partitions.wanted(), world.loop().nowMillis());
    partitions.tell(new LeaderElectorInput.Reserved(decision.reserved()));
    decision.handOver().ifPresent(this::handOver);
  }

  private void handOver(int number) {
    if (partitions.handOver(number)) {
      LOG.info(
          "{}: partition {} is handed over, so that others have their share", controller, number);
    }
  }

  /** Wants no more. */
  void leave() {
    leaving = true;
    changed();
  }

  void close() {
    alarm.off();
    spreading.forget(controller, partitions);
  }
}
