package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.worker.GateDecision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A user's reconciler on its thread: it thinks for a while, then makes the children what the
 * primary wants, one write after the other through the gate. It may fail, hang, and ignore being
 * interrupted.
 */
final class SimulatedAttempt {

  private final World world;
  private final SimulatedWorker worker;
  private final Assign assign;
  private final List<WriteEntry> writes = new ArrayList<>();
  private final Deque<SimulatedWrite> plan = new ArrayDeque<>();
  private boolean over;
  private boolean hanging;
  private boolean interrupted;
  private Optional<SimulatedWrite> calling = Optional.empty();
  private Where.Point point = Where.Point.THINKING;

  /** The last moment, by true time, until which a write that passed the gate is on its way. */
  private long writingUntil = -1;

  SimulatedAttempt(World world, SimulatedWorker worker, Assign assign) {
    this.world = world;
    this.worker = worker;
    this.assign = assign;
  }

  Token token() {
    return assign.token();
  }

  List<WriteEntry> writes() {
    return writes;
  }

  /** Where it stands. */
  Where.Point point() {
    return point;
  }

  private void at(Where.Point next) {
    boolean over = point == Where.Point.INTERRUPTED || point == Where.Point.ZOMBIE;
    boolean ends = next == Where.Point.ZOMBIE || next == Where.Point.UNRELEASED;
    if (point != next && (ends || !over)) {
      world.coverage().became(point, next);
      point = next;
      world.mischief().entered(next, worker);
    }
  }

  /** Whether it may write now, or a write of it is on its way. */
  boolean authorised() {
    if (world.schedule().now() < writingUntil) {
      return true;
    }
    SimulatedProcess process = worker.process();
    return process.alive()
        && !process.paused()
        && worker.gate(token()) instanceof GateDecision.Pass;
  }

  void start() {
    Chance chance = world.chance();
    if (chance.happens(world.faults().of(Fault.RECONCILER_HANGS))) {
      hang();
      return;
    }
    if (assign.snapshot().primary().isEmpty()) {
      later(1, () -> end(new Outcome.Done()));
      return;
    }
    ObservedObject primary = assign.snapshot().primary().get();
    if (DesiredState.rejects(primary)) {
      later(1, () -> end(new Outcome.Rejected("BadColor", "no such color")));
      return;
    }
    plan.addAll(DesiredState.plan(primary, assign.snapshot().children()));
    long thinking = chance.happens(0.2) ? chance.between(100, 8_000) : chance.between(0, 30);
    later(thinking, this::next);
  }

  private void hang() {
    world.coverage().met(Fault.RECONCILER_HANGS);
    at(Where.Point.HANGING);
    hanging = true;
    later(
        world.chance().between(8_000, 40_000),
        () -> end(new Outcome.Failed("Woke", "it hung for long")));
  }

  /** It was reported although it is not back. */
  void givenUp() {
    at(Where.Point.ZOMBIE);
  }

  /** A call that is under way is cancelled, or goes on until it has its answer. */
  void interrupt() {
    at(Where.Point.INTERRUPTED);
    interrupted = true;
    boolean goesOn = calling.isPresent() && world.chance().happens(0.5);
    if (!goesOn && (!hanging || world.chance().happens(0.3))) {
      later(world.chance().between(0, 100), this::endInterrupted);
    }
  }

  private void endInterrupted() {
    calling.ifPresent(write -> writes.add(new WriteEntry.Unanswered(write.ref(), write.verb())));
    end(new Outcome.Failed("DeadlineExceeded", "interrupted"));
  }

  private void later(long millis, Runnable action) {
    worker
        .process()
        .after(
            millis,
            () -> {
              if (!over) {
                action.run();
              }
            });
  }

  private void next() {
    if (interrupted) {
      endInterrupted();
      return;
    }
    Chance chance = world.chance();
    if (chance.happens(world.faults().of(Fault.RECONCILER_FAILS) / 4)) {
      world.coverage().met(Fault.RECONCILER_FAILS);
      end(new Outcome.Failed("Thrown", "the reconciler threw"));
      return;
    }
    if (!writes.isEmpty() && chance.happens(world.faults().of(Fault.RECONCILER_HANGS))) {
      hang();
      return;
    }
    if (plan.isEmpty()) {
      end(verdict());
      return;
    }
    SimulatedWrite write = plan.removeFirst();
    switch (worker.gate(token())) {
      case GateDecision.Refuse(GateDecision.Why why) -> {
        world.coverage().met("gate refused: " + why);
        met(Fault.GATE_REFUSES, write);
        end(new Outcome.Abandoned("the gate refused: " + why));
      }
      case GateDecision.Pass(long given) -> {
        long timeout = world.sabotage().callTimeout(given);
        writingUntil = world.schedule().now() + worker.process().trueDuration(timeout);
        world.check(invariant -> invariant.passedGate(world, worker, token(), timeout));
        // Between gate and socket the process may pause.
        at(Where.Point.AT_SOCKET);
        later(chance.between(0, 1), () -> send(write, timeout));
      }
    }
  }

  private void met(Fault fault, SimulatedWrite write) {
    world.coverage().met(fault);
    world.coverage().met(fault, write.kind());
  }

  private Outcome verdict() {
    Chance chance = world.chance();
    if (world.faults().of(Fault.RECONCILER_FAILS) > 0 && chance.happens(0.1)) {
      return chance.happens(0.5)
          ? new Outcome.LookAgain(chance.between(500, 10_000))
          : new Outcome.RetryAfter(chance.between(100, 3_000), "NotYet");
    }
    return new Outcome.Done();
  }

  private void send(SimulatedWrite write, long timeout) {
    Chance chance = world.chance();
    Faults faults = world.faults();
    boolean[] answered = new boolean[1];
    at(Where.Point.CALLING);
    calling = Optional.of(write);
    long authorisedUntil = writingUntil;
    later(
        timeout,
        () -> {
          if (!answered[0]) {
            answered[0] = true;
            met(Fault.UNANSWERED, write);
            writes.add(new WriteEntry.Unanswered(write.ref(), write.verb()));
            end(new Outcome.Failed("Timeout", "no answer to " + write.verb()));
          }
        });
    if (chance.happens(faults.of(Fault.REQUEST_LOST))
        || !world.network().reachesApi(worker.process())) {
      met(Fault.REQUEST_LOST, write);
      return;
    }
    world.writeSent();
    long travel = chance.between(1, 10);
    if (chance.happens(faults.of(Fault.COMMITTED_LATE))) {
      met(Fault.COMMITTED_LATE, write);
      travel = chance.between(1_000, 12_000);
    }
    world
        .schedule()
        .after(
            travel,
            () -> {
              world.writeArrived();
              SimulatedApiServer.Answer answer = write.commit(world, token());
              long committed = world.schedule().now();
              if (chance.happens(faults.of(Fault.ANSWER_LOST))
                  || !world.network().reachesApi(worker.process())) {
                met(Fault.ANSWER_LOST, write);
                return;
              }
              later(
                  chance.between(1, 10),
                  () -> {
                    if (!answered[0]) {
                      answered[0] = true;
                      answered(write, answer, committed <= authorisedUntil);
                    }
                  });
            });
  }

  private void answered(SimulatedWrite write, SimulatedApiServer.Answer answer, boolean inTime) {
    switch (answer) {
      case SimulatedApiServer.Answer.Done(int code, String uid, ResourceVersion version) -> {
        writes.add(new WriteEntry.Written(write.ref(), write.verb(), code, uid, version));
        acknowledged(inTime);
        next();
      }
      case SimulatedApiServer.Answer.Deleted(String uid) -> {
        writes.add(new WriteEntry.Gone(write.ref(), write.verb(), 200, uid));
        acknowledged(inTime);
        next();
      }
      case SimulatedApiServer.Answer.Conflict() -> {
        met(Fault.CONFLICT, write);
        writes.add(new WriteEntry.Refused(write.ref(), write.verb(), 409, "conflict"));
        end(new Outcome.Stale(write.ref(), write.seen()));
      }
    }
  }

  /**
   * A write that was sent after the permit had ended was nobody's any more: it counts as foreign.
   */
  private void acknowledged(boolean inTime) {
    calling = Optional.empty();
    writingUntil = -1;
    at(Where.Point.THINKING);
    if (inTime) {
      world.check(invariant -> invariant.acknowledged(world, token(), writes.getLast()));
    }
  }

  private void end(Outcome outcome) {
    over = true;
    at(Where.Point.UNRELEASED);
    writingUntil = -1;
    world.live(token().key()).remove(this);
    worker.ended(token(), outcome, writes);
  }
}
