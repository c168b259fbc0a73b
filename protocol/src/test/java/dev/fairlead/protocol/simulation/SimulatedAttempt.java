package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusOutcome;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.status.Condition;
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

  /** How long an attempt waits for the status service. */
  private static final long STATUS_ANSWER_MILLIS = 3_000;

  /** After so many failures an attempt looks at what is in the way of a create. */
  static final int LOOKS_AFTER = 3;

  private final World world;
  private final SimulatedWorker worker;
  private final Assign assign;
  private final List<WriteEntry> writes = new ArrayList<>();
  private final Deque<SimulatedWrite> plan = new ArrayDeque<>();
  private boolean over;
  private boolean hanging;
  private boolean interrupted;

  /** What to enter for the call that is under way, if the attempt ends before its answer. */
  private Optional<WriteEntry> calling = Optional.empty();

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
    List<WriteEntry> all = new ArrayList<>(writes);
    calling.ifPresent(all::add);
    return all;
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

  /**
   * Whether it may write now, or waits for the answer to a write. What a dead process has sent is
   * nobody's any more: like every late write it lands only on what is unchanged.
   */
  boolean authorised() {
    SimulatedProcess process = worker.process();
    if (!process.alive()) {
      return false;
    }
    return world.schedule().now() < writingUntil
        || (!process.paused() && worker.gate(token()) instanceof GateDecision.Pass);
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
    long thinking =
        world.people().flooding()
            ? chance.between(20, 60)
            : chance.happens(0.2) ? chance.between(100, 8_000) : chance.between(0, 30);
    if (DesiredState.rejects(primary)) {
      later(thinking, () -> conclude(new Outcome.Rejected("BadColor", "no such color")));
      return;
    }
    plan.addAll(DesiredState.plan(primary, assign.snapshot().children()));
    later(thinking, this::next);
  }

  private void hang() {
    world.coverage().met(Fault.RECONCILER_HANGS);
    at(Where.Point.HANGING);
    hanging = true;
    later(
        world.chance().between(8_000, 40_000),
        () -> conclude(new Outcome.Failed("Woke", "it hung for long")));
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
      conclude(new Outcome.Failed("Thrown", "the reconciler threw"));
      return;
    }
    if (!writes.isEmpty() && chance.happens(world.faults().of(Fault.RECONCILER_HANGS))) {
      hang();
      return;
    }
    if (plan.isEmpty()) {
      conclude(verdict());
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
    at(Where.Point.CALLING);
    calling = Optional.of(new WriteEntry.Unanswered(write.ref(), write.verb()));
    long authorisedUntil = writingUntil;
    SimulatedCall.send(
        world,
        worker.process(),
        token(),
        write,
        timeout,
        new SimulatedCall.Caller() {
          @Override
          public void answered(SimulatedApiServer.Answer answer, long committedMillis) {
            if (!over) {
              SimulatedAttempt.this.answered(write, answer, committedMillis <= authorisedUntil);
            }
          }

          @Override
          public void unanswered() {
            if (!over) {
              calling.ifPresent(writes::add);
              calling = Optional.empty();
              conclude(new Outcome.Failed("Timeout", "no answer to " + write.verb()));
            }
          }
        });
  }

  private void answered(SimulatedWrite write, SimulatedApiServer.Answer answer, boolean inTime) {
    calling = Optional.empty();
    switch (answer) {
      case SimulatedApiServer.Answer.Done(int code, String uid, ResourceVersion version) -> {
        writes.add(new WriteEntry.Written(write.ref(), write.verb(), code, uid, version));
        acknowledged(inTime);
        at(Where.Point.THINKING);
        next();
      }
      case SimulatedApiServer.Answer.Deleted(String uid) -> {
        writes.add(new WriteEntry.Gone(write.ref(), write.verb(), 200, uid));
        acknowledged(inTime);
        at(Where.Point.THINKING);
        next();
      }
      case SimulatedApiServer.Answer.Conflict() -> {
        writes.add(new WriteEntry.Refused(write.ref(), write.verb(), 409, "conflict"));
        if (write instanceof SimulatedWrite.Create create
            && assign.failures() >= world.sabotage().looksAfter()) {
          look(create);
        } else {
          stale(write);
        }
      }
    }
  }

  private void stale(SimulatedWrite write) {
    conclude(new Outcome.Stale(write.ref(), write.seen()));
  }

  /**
   * What is in the way is not shown, again and again: a child that has left the selector is made as
   * it should be, labels and all.
   */
  private void look(SimulatedWrite.Create create) {
    at(Where.Point.THINKING);
    later(
        world.chance().between(1, 20),
        () -> {
          world
              .api()
              .get(create.ref())
              .filter(there -> isOurs(there) && !DesiredState.isAs(there, create.spec()))
              .filter(there -> world.network().reachesApi(worker.process()))
              .ifPresentOrElse(
                  there -> {
                    plan.addFirst(
                        new SimulatedWrite.Update(
                            create.ref(),
                            there.metadata().uid(),
                            there.resourceVersion(),
                            create.spec()));
                    next();
                  },
                  () -> stale(create));
        });
  }

  private boolean isOurs(ObservedObject child) {
    String uid = assign.snapshot().primary().map(primary -> primary.metadata().uid()).orElse("");
    return child.metadata().controllerOwner().filter(owner -> owner.uid().equals(uid)).isPresent();
  }

  /** The attempt has come to something: it says so, and the answer is part of how it ends. */
  private void conclude(Outcome outcome) {
    Optional<ObservedObject> primary = assign.snapshot().primary();
    Optional<Condition> said = primary.flatMap(object -> SimulatedStatus.said(object, outcome));
    if (primary.isEmpty() || said.isEmpty()) {
      end(outcome);
      return;
    }
    switch (worker.gate(token())) {
      case GateDecision.Refuse(GateDecision.Why why) -> {
        world.coverage().met(Fault.GATE_REFUSES);
        world.coverage().met(Fault.GATE_REFUSES, Where.Write.STATUS);
        end(
            why == GateDecision.Why.DEADLINE_PASSED
                ? new Outcome.Failed("DeadlineExceeded", "the gate refused")
                : new Outcome.Abandoned("the gate refused: " + why));
      }
      case GateDecision.Pass(long timeout) -> {
        writingUntil = world.schedule().now() + worker.process().trueDuration(timeout);
        world.check(invariant -> invariant.passedGate(world, worker, token(), timeout));
        tell(intent(primary.get(), said.get(), timeout), outcome);
      }
    }
  }

  private StatusIntent intent(ObservedObject primary, Condition said, long timeoutMillis) {
    return new StatusIntent(
        token(),
        worker.incarnation(),
        primary.ref(),
        Resources.PRIMARY_KIND,
        primary.metadata().uid(),
        primary.resourceVersion(),
        primary.metadata().generation(),
        SimulatedStatus.frame(primary),
        Optional.empty(),
        List.of(said),
        List.of(),
        timeoutMillis,
        TraceContext.NONE);
  }

  private void tell(StatusIntent intent, Outcome outcome) {
    at(Where.Point.TELLING);
    calling = Optional.of(new WriteEntry.Unanswered(intent.primary(), "patch"));
    long authorisedUntil = writingUntil;
    SimulatedProcess service = world.status().process();
    SimulatedProcess here = worker.process();
    world
        .network()
        .send(
            here,
            service,
            intent,
            () ->
                world
                    .status()
                    .handle(
                        intent,
                        here,
                        (reply, committed) ->
                            told(intent, outcome, reply, committed <= authorisedUntil)));
    later(
        STATUS_ANSWER_MILLIS,
        () -> told(intent, outcome, new StatusReply.Unanswered("no answer"), false));
  }

  private void told(StatusIntent intent, Outcome outcome, StatusReply reply, boolean inTime) {
    if (over) {
      return;
    }
    calling = Optional.empty();
    StatusOutcome ending = StatusOutcome.of(intent.primary(), outcome, reply);
    ending.write().ifPresent(writes::add);
    if (reply instanceof StatusReply.Written) {
      acknowledged(inTime);
    }
    end(ending.outcome());
  }

  /**
   * A write that was sent after the permit had ended was nobody's any more: it counts as foreign.
   */
  private void acknowledged(boolean inTime) {
    writingUntil = -1;
    if (inTime) {
      world.check(invariant -> invariant.acknowledged(world, token(), writes.getLast()));
    }
  }

  private void end(Outcome outcome) {
    over = true;
    calling.ifPresent(writes::add);
    at(Where.Point.UNRELEASED);
    writingUntil = -1;
    world.live(token().key()).remove(this);
    world.check(invariant -> invariant.ended(world, token(), outcome));
    worker.ended(token(), outcome, writes);
  }
}
