package dev.fairlead.testkit.perturb;

import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.reconciler.work.Gate;
import dev.fairlead.sandbox.fault.Effect;
import dev.fairlead.sandbox.fault.Fault;
import dev.fairlead.sandbox.fault.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Brings about what a schedule says, each thing once. */
final class Misfortune {

  private static final long TIMEOUT_MILLIS = 10_000;

  private final Server server;
  private final Schedule schedule;
  private final Runnable somebodyWrites;
  private final Set<Disturbance> done = new HashSet<>();
  private int asked;
  private boolean dead;

  Misfortune(Server server, Schedule schedule, Runnable somebodyWrites) {
    this.server = server;
    this.schedule = schedule;
    this.somebodyWrites = somebodyWrites;
  }

  /** What has not happened yet. */
  List<Disturbance> once(Trouble trouble, int at) {
    return schedule.of(trouble, at).stream().filter(done::add).toList();
  }

  /** The gate of a call: it is asked right before each write. */
  Gate gate(int number) {
    asked = 0;
    dead = false;
    return _ -> ask(number, asked++);
  }

  private GateDecision ask(int number, int write) {
    dead |= schedule.of(Trouble.CRASH, number).stream().anyMatch(it -> it.pick() == write);
    if (dead) {
      return new GateDecision.Refuse(GateDecision.Why.REVOKED);
    }
    if (befalls(Trouble.CONFLICT, number, write)) {
      somebodyWrites.run();
    }
    if (befalls(Trouble.UNAVAILABLE, number, write)) {
      plant(new Effect.Refusal(503, "", ""));
    }
    if (befalls(Trouble.LOST, number, write)) {
      plant(new Effect.Partition());
    }
    return new GateDecision.Pass(TIMEOUT_MILLIS);
  }

  private boolean befalls(Trouble trouble, int number, int write) {
    return schedule.of(trouble, number).stream().anyMatch(it -> it.pick() == write);
  }

  private void plant(Effect effect) {
    var _ =
        server
            .sandbox()
            .faults()
            .add(
                new Fault(
                    Selector.verbs("create", "patch", "delete"),
                    effect,
                    1,
                    OptionalInt.of(1),
                    Optional.empty()));
  }

  /** How often the gate of the last call was asked. */
  int asked() {
    return asked;
  }

  /** Whether the process died in the last call. */
  boolean isDead() {
    return dead;
  }
}
