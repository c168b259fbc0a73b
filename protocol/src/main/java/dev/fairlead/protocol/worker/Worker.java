package dev.fairlead.protocol.worker;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Deadlines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reconciler role of one process, for all its controllers: it promises owners their epochs,
 * beats to them, runs what they assign, and reports it until it is released. Its driver begins with
 * a {@link WorkerInput.Ticked}.
 *
 * <p>Every write of an attempt has to pass {@link #gate} first. Permits are counted from when the
 * beat that they answer was <em>sent</em>, so a permit ends here before its owner counts it as
 * ended.
 *
 * <p>Not safe for use by several threads, the gate included. Times are milliseconds of a monotonic
 * clock.
 */
public final class Worker {

  private final Incarnation self;
  private final String zone;
  private final WorkerSettings settings;
  private final Map<Partition, OwnerLink> owners = new LinkedHashMap<>();
  private final Executions executions;
  private final Answered answered = new Answered();
  private final Deadlines<Token> deadlines = new Deadlines<>();
  private final Deadlines<Partition> beats = new Deadlines<>();
  private final Alarm alarm = new Alarm();
  private final List<WorkerEffect> effects = new ArrayList<>();
  private long announceMillis = Long.MIN_VALUE;
  private boolean draining;
  private boolean drained;

  /** Creates a worker for the controllers that have limits. */
  public Worker(
      Incarnation self, String zone, Map<String, Limits> limits, WorkerSettings settings) {
    this.self = self;
    this.zone = zone;
    this.executions = new Executions(limits);
    this.settings = settings;
  }

  /** Takes in what happened and answers with what to do. */
  public List<WorkerEffect> handle(WorkerInput input, long nowMillis) {
    effects.clear();
    switch (input) {
      case WorkerInput.HelloReceived(Hello hello) -> greeted(hello, nowMillis);
      case WorkerInput.AssignReceived(Assign assign) -> assigned(assign, nowMillis);
      case WorkerInput.PermitReceived(Permit permit) -> permitted(permit, nowMillis);
      case WorkerInput.ReleasedReceived(Released released) -> released(released, nowMillis);
      case WorkerInput.AttemptEnded ended -> ended(ended, nowMillis);
      case WorkerInput.AttemptGivenUp givenUp -> givenUp(givenUp, nowMillis);
      case WorkerInput.LimitsChanged(String controller, Limits limits) ->
          change(controller, own -> own.limits(limits), nowMillis);
      case WorkerInput.MemoryShort() ->
          executions
              .controllers()
              .forEach(each -> change(each, own -> own.memoryShort(nowMillis), nowMillis));
      case WorkerInput.DrainStarted() -> {
        draining = true;
        beatAll(nowMillis);
        owners.values().forEach(OwnerLink::part);
      }
      case WorkerInput.ClockDiverged() -> {
        executions.all().forEach(execution -> execution.dropPermit(nowMillis));
        owners.values().forEach(OwnerLink::distrustClock);
        beatAll(nowMillis);
      }
      case WorkerInput.Ticked() -> ticked(nowMillis);
    }
    if (draining && !drained && executions.isEmpty() && parted(nowMillis)) {
      drained = true;
      effects.add(new WorkerEffect.Drained());
    }
    setAlarm();
    return List.copyOf(effects);
  }

  /**
   * Whether every owner knows that it has to look for somebody else. An assignment that came after
   * this worker has gone would be waited for until its permit ends.
   */
  private boolean parted(long now) {
    return owners.values().stream().allMatch(link -> link.parted() || !listens(link, now));
  }

  /** Whether a write of this attempt may go out now. Changes nothing. */
  public GateDecision gate(Token token, long nowMillis) {
    Execution execution = execution(token);
    OwnerLink link = owners.get(token.partition());
    if (execution == null || link == null) {
      return new GateDecision.Refuse(GateDecision.Why.NOT_RUNNING);
    }
    if (token.epoch() < link.epoch()) {
      return new GateDecision.Refuse(GateDecision.Why.LOWER_EPOCH);
    }
    long writeTimeout = settings.writeTimeout().toMillis();
    if (execution.deadlineMillis - nowMillis <= writeTimeout) {
      return new GateDecision.Refuse(GateDecision.Why.DEADLINE_PASSED);
    }
    if (!(execution.state() instanceof Execution.State.Running)) {
      return new GateDecision.Refuse(GateDecision.Why.REVOKED);
    }
    if (execution.permitEndsMillis() - nowMillis <= writeTimeout) {
      return new GateDecision.Refuse(GateDecision.Why.PERMIT_ENDING);
    }
    return new GateDecision.Pass(writeTimeout);
  }

  /** The attempts that it holds, those included that only wait for their release. */
  public Set<Token> inFlight() {
    return executions.tokens();
  }

  private void greeted(Hello hello, long now) {
    if (!executions.knows(hello.partition().controller())) {
      return;
    }
    OwnerLink link = owners.get(hello.partition());
    if (link == null) {
      link = new OwnerLink(hello.owner(), hello.epoch(), now);
      owners.put(hello.partition(), link);
    } else if (hello.epoch() > link.epoch()) {
      link.promise(hello.owner(), hello.epoch());
      for (Execution execution : executions.of(hello.partition())) {
        interrupt(execution, "a new owner has epoch " + hello.epoch(), now);
      }
    }
    effects.add(
        new WorkerEffect.SendPromise(
            hello.owner(), new Promise(self, hello.partition(), link.epoch(), link.owner())));
    if (hello.epoch() == link.epoch() && hello.owner().equals(link.owner())) {
      link.greeted(now);
      beat(hello.partition(), link, now);
      for (Execution execution : executions.of(hello.partition())) {
        report(execution, now);
      }
    }
  }

  private void assigned(Assign assign, long now) {
    Token token = assign.token();
    OwnerLink link = owners.get(token.partition());
    if (link != null && !link.serves(assign)) {
      reply(assign, refuse(token, AssignReply.Why.LOWER_EPOCH));
      return;
    }
    OptionalLong sent = link == null ? OptionalLong.empty() : link.sentMillis(assign.beat());
    long permitEnds = sent.isPresent() ? sent.getAsLong() + assign.permitMillis() : now;
    Execution known = execution(token);
    if (known != null) {
      known.permitUntil(permitEnds);
      reply(assign, new AssignReply.Accepted(token, self));
      return;
    }
    Optional<AssignReply> before = answered.find(token);
    if (before.isPresent()) {
      reply(assign, before.get());
      return;
    }
    Optional<AssignReply.Why> objection = objection(token, permitEnds, now);
    if (link == null || objection.isPresent()) {
      AssignReply refused = refuse(token, objection.orElse(AssignReply.Why.PERMIT_OVER));
      answered.add(refused);
      reply(assign, refused);
      return;
    }
    link.heard(now);
    Execution execution = new Execution(assign, now, permitEnds, link.sequence() + 1);
    executions.add(execution);
    if (executions.inFlight(token.partition()).size() >= link.credit()) {
      executions.concurrency(token.partition().controller()).ifPresent(Concurrency::used);
    }
    deadlines.set(token, execution.deadlineMillis);
    reply(assign, new AssignReply.Accepted(token, self));
    effects.add(new WorkerEffect.Start(assign));
  }

  private Optional<AssignReply.Why> objection(Token token, long permitEnds, long now) {
    String controller = token.partition().controller();
    if (!executions.knows(controller)) {
      return Optional.of(AssignReply.Why.UNKNOWN_CONTROLLER);
    }
    if (permitEnds - now <= settings.writeTimeout().toMillis() || answered.mayBeForgotten(token)) {
      return Optional.of(AssignReply.Why.PERMIT_OVER);
    }
    if (draining) {
      return Optional.of(AssignReply.Why.DRAINING);
    }
    return executions.full(controller) ? Optional.of(AssignReply.Why.NO_CREDIT) : Optional.empty();
  }

  private void permitted(Permit permit, long now) {
    OwnerLink link = owners.get(permit.partition());
    if (link == null || permit.epoch() != link.epoch() || !permit.owner().equals(link.owner())) {
      return;
    }
    OptionalLong sent = link.sentMillis(permit.beat());
    if (sent.isEmpty() || !link.answered(permit.beat(), now)) {
      return;
    }
    for (Execution execution : executions.of(permit.partition())) {
      if (permit.standing().contains(execution.token)) {
        execution.permitUntil(sent.getAsLong() + permit.durationMillis());
      } else if (execution.firstBeat <= permit.beat()) {
        interrupt(execution, "the owner has given it up", now);
      }
    }
  }

  private void ended(WorkerInput.AttemptEnded ended, long now) {
    Execution execution = execution(ended.token());
    if (execution == null) {
      return;
    }
    switch (execution.state()) {
      case Execution.State.Stranded(Finished finished, boolean released) -> {
        if (released) {
          forget(execution);
        } else {
          execution.become(new Execution.State.Unreleased(finished));
        }
      }
      case Execution.State.Unreleased unreleased -> {}
      case Execution.State.Running running -> finish(execution, ended, now);
      case Execution.State.Interrupted interrupted -> finish(execution, ended, now);
      case Execution.State.Zombie zombie -> finish(execution, ended, now);
    }
    change(
        ended.token().partition().controller(),
        own -> own.ended(execution.startedMillis, ended, now),
        now);
  }

  /**
   * Owners learn at once that there should be more or fewer attempts, unless they have not answered
   * yet: those learn it with the next beat.
   */
  private void change(String controller, Consumer<Concurrency> step, long now) {
    int before = executions.usable(controller);
    executions.concurrency(controller).ifPresent(step);
    if (executions.usable(controller) != before) {
      owners.forEach((partition, link) -> {
        if (partition.controller().equals(controller) && link.upToDate()) {
          beat(partition, link, now);
        }
      });
    }
  }

  private void finish(Execution execution, WorkerInput.AttemptEnded ended, long now) {
    Finished finished = finished(execution, ended.outcome(), ended.writes(), ended.trace(), now);
    execution.become(new Execution.State.Unreleased(finished));
    report(execution, now);
  }

  private void givenUp(WorkerInput.AttemptGivenUp givenUp, long now) {
    Execution execution = execution(givenUp.token());
    if (execution != null && execution.state() instanceof Execution.State.Zombie) {
      Outcome outcome =
          new Outcome.Failed(
              "DeadlineExceeded",
              "the reconciler did not come back when it was interrupted; its slot stays taken");
      Finished finished = finished(execution, outcome, givenUp.writes(), givenUp.trace(), now);
      execution.become(new Execution.State.Stranded(finished, false));
      report(execution, now);
    }
  }

  private Finished finished(
      Execution execution, Outcome outcome, List<WriteEntry> writes, TraceContext trace, long now) {
    return new Finished(
        execution.token, self, outcome, writes, now - execution.startedMillis, trace);
  }

  private void released(Released released, long now) {
    Execution execution = execution(released.token());
    if (execution == null) {
      return;
    }
    OwnerLink link = owners.get(released.token().partition());
    if (link != null && released.owner().equals(link.owner())) {
      link.heard(now);
    }
    switch (execution.state()) {
      case Execution.State.Unreleased unreleased -> forget(execution);
      case Execution.State.Stranded(Finished finished, boolean before) -> {
        execution.become(new Execution.State.Stranded(finished, true));
        deadlines.remove(execution.token);
      }
      case Execution.State.Running running -> {}
      case Execution.State.Interrupted interrupted -> {}
      case Execution.State.Zombie zombie -> {}
    }
  }

  private void ticked(long now) {
    alarm.ticked(now);
    if (!draining && now >= announceMillis) {
      announceMillis = now + settings.beat().toMillis();
      effects.add(new WorkerEffect.SendAnnounce());
    }
    for (var due = beats.pollDue(now); due.isPresent(); due = beats.pollDue(now)) {
      OwnerLink link = owners.get(due.get());
      if (link != null && listens(link, now)) {
        beat(due.get(), link, now);
      }
    }
    for (var due = deadlines.pollDue(now); due.isPresent(); due = deadlines.pollDue(now)) {
      Execution execution = execution(due.get());
      if (execution != null) {
        expired(execution, now);
      }
    }
  }

  private void expired(Execution execution, long now) {
    switch (execution.state()) {
      case Execution.State.Running running -> interrupt(execution, "its deadline has passed", now);
      case Execution.State.Interrupted interrupted -> {
        execution.become(new Execution.State.Zombie());
        effects.add(new WorkerEffect.ReportZombie(execution.token));
      }
      case Execution.State.Zombie zombie -> {}
      case Execution.State.Stranded(Finished finished, boolean released) ->
          reportAgain(execution, finished, now);
      case Execution.State.Unreleased(Finished finished) -> reportAgain(execution, finished, now);
    }
  }

  private void interrupt(Execution execution, String why, long now) {
    if (execution.state() instanceof Execution.State.Running) {
      execution.become(new Execution.State.Interrupted());
      deadlines.set(execution.token, now + settings.zombieAfter().toMillis());
      effects.add(new WorkerEffect.Interrupt(execution.token, why));
    }
  }

  /** Sends the report of an attempt that is over, if there is one and somebody who listens. */
  private void report(Execution execution, long now) {
    switch (execution.state()) {
      case Execution.State.Unreleased(Finished finished) -> send(finished, now);
      case Execution.State.Stranded(Finished finished, boolean released) when !released ->
          send(finished, now);
      case Execution.State.Stranded released -> {}
      case Execution.State.Running running -> {}
      case Execution.State.Interrupted interrupted -> {}
      case Execution.State.Zombie zombie -> {}
    }
  }

  /**
   * An owner that was silent for so long has taken this worker for lost, and is perhaps no more:
   * whoever owns the key has had a barrier since, and needs no report.
   */
  private void reportAgain(Execution execution, Finished finished, long now) {
    OwnerLink link = owners.get(finished.token().partition());
    if (link != null && listens(link, now)) {
      report(execution, now);
    } else {
      released(new Released(finished.token(), self), now);
    }
  }

  private void send(Finished finished, long now) {
    OwnerLink link = owners.get(finished.token().partition());
    if (link != null && listens(link, now)) {
      effects.add(new WorkerEffect.SendFinished(link.owner(), finished));
    }
    deadlines.set(finished.token(), now + settings.finishedResend().toMillis());
  }

  private boolean listens(OwnerLink link, long now) {
    return link.silentMillis(now) < settings.ownerSilence().toMillis();
  }

  private void beatAll(long now) {
    owners.forEach((partition, link) -> beat(partition, link, now));
  }

  private void beat(Partition partition, OwnerLink link, long now) {
    Set<Token> inFlight = executions.inFlight(partition);
    int credit = draining ? 0 : Math.max(share(partition.controller(), now), inFlight.size());
    effects.add(
        new WorkerEffect.SendBeat(
            link.owner(),
            new Beat(
                self,
                partition,
                link.epoch(),
                link.beat(credit, now),
                link.heard(),
                credit,
                inFlight,
                executions.load(),
                zone)));
    beats.set(partition, now + settings.beat().toMillis());
  }

  /** The share of one owner in what can be used of a controller's slots; what runs may be more. */
  private int share(String controller, long now) {
    int usable = executions.usable(controller);
    long sharers =
        owners.entrySet().stream()
            .filter(owner -> owner.getKey().controller().equals(controller))
            .filter(owner -> listens(owner.getValue(), now))
            .count();
    return usable == 0 ? 0 : (int) Math.max(1, usable / Math.max(1, sharers));
  }

  private @Nullable Execution execution(Token token) {
    return executions.find(token).orElse(null);
  }

  private AssignReply refuse(Token token, AssignReply.Why why) {
    OwnerLink link = owners.get(token.partition());
    return new AssignReply.Refused(token, self, why, link == null ? 0 : link.epoch());
  }

  private void reply(Assign assign, AssignReply reply) {
    effects.add(new WorkerEffect.SendAssignReply(assign.owner(), reply));
  }

  private void forget(Execution execution) {
    executions.remove(execution);
    deadlines.remove(execution.token);
    answered.add(new AssignReply.Accepted(execution.token, self));
  }

  private void setAlarm() {
    long next =
        Math.min(Math.min(beats.nextMillis(), deadlines.nextMillis()), nextAnnounceMillis());
    if (next != Alarm.NEVER && alarm.set(next)) {
      effects.add(new WorkerEffect.WakeAt(next));
    }
  }

  private long nextAnnounceMillis() {
    return draining || announceMillis == Long.MIN_VALUE ? Alarm.NEVER : announceMillis;
  }
}
