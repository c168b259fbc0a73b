package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Contends for the Lease of one partition on one watcher, keeps it, and gives it up; after
 * client-go's leader election, with epochs, a roster, and proofs of death.
 *
 * <p>The Lease is taken when it is not there, was released, has not changed for its whole duration
 * since this watcher first saw it so, or its holder is proven dead. Every way to take it is a
 * create or a compare-and-swap, raises the epoch, and tells the owner what permits may be left. At
 * most one request is under way; the answers to forgotten ones are ignored.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class LeaderElector {

  /** How many processes are remembered as dead or suspected. */
  private static final int REMEMBERED_MAX = 64;

  private final Incarnation self;
  private final LeaderElectorSettings settings;
  private final SplittableRandom random;
  private final Map<Incarnation, Long> dead = new LinkedHashMap<>();
  private final Set<Incarnation> suspected = new LinkedHashSet<>();
  private final Alarm alarm = new Alarm();
  private final List<LeaderElectorEffect> effects = new ArrayList<>();
  private Role role;
  private Goal goal = Goal.OWN;
  private Optional<Request> pending = Optional.empty();
  private long requests;
  private long readAtMillis = Long.MIN_VALUE;
  private long highestEpoch;
  private boolean reserved;
  private String reportedForeign = "";

  /** What this watcher is to the Lease. */
  sealed interface Role permits Standby, Leader, Over {}

  /** It has nothing to do with it any more. */
  private record Over() implements Role {}

  /** What this watcher is after; a later one goes before an earlier one. */
  private enum Goal {
    /** Own the partition. */
    OWN,
    /** Let another watcher own it, if there is one. */
    YIELD,
    /** See that nobody owns it any more: its layout is over. */
    CLOSE,
    /** Own nothing any more: the process leaves. */
    LEAVE
  }

  private sealed interface Request {

    long id();

    record Read(long id) implements Request {}

    record Take(long id, LeaseRecord.Held record, Claim claim, long sentMillis)
        implements Request {}

    record Renew(long id, LeaseRecord.Held record, long sentMillis) implements Request {}

    record GiveUp(long id, LeaseRecord record) implements Request {}
  }

  /** Creates a watcher that has seen nothing; its first {@code Ticked} starts it. */
  public LeaderElector(Incarnation self, LeaderElectorSettings settings) {
    this(self, settings, 0);
  }

  /**
   * Creates one that follows another of the same process for the same partition.
   *
   * @param heardEpoch the {@link #heardEpoch} of the one before, which no epoch of this process may
   *     ever come again to: a Lease may have been restored from a backup
   */
  public LeaderElector(Incarnation self, LeaderElectorSettings settings, long heardEpoch) {
    this.highestEpoch = heardEpoch;
    this.self = self;
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    this.role = new Standby(settings, Long.MIN_VALUE, 0);
  }

  /** Takes in what happened and answers with what to do. */
  public List<LeaderElectorEffect> handle(LeaderElectorInput input, long nowMillis) {
    effects.clear();
    take(input, nowMillis);
    switch (role) {
      case Standby standby -> contend(standby, nowMillis);
      case Leader leader -> lead(leader, nowMillis);
      case Over over -> {}
    }
    setAlarm(nowMillis);
    return List.copyOf(effects);
  }

  /** The highest epoch that it has heard of. */
  public long heardEpoch() {
    return highestEpoch;
  }

  /** The epoch at which this watcher holds the Lease; 0 if it does not. */
  public long epoch() {
    return role instanceof Leader leader ? leader.epoch : 0;
  }

  private void take(LeaderElectorInput input, long now) {
    switch (input) {
      case LeaderElectorInput.Ticked() -> alarm.ticked(now);
      case LeaderElectorInput.LeaseRead(long request, Lease lease) -> {
        if (answers(request).isPresent()) {
          saw(lease, now);
        }
      }
      case LeaderElectorInput.Stored(long id, String uid, ResourceVersion version) ->
          answers(id).ifPresent(request -> stored(request, uid, version, now));
      case LeaderElectorInput.Conflicted(long request) ->
          answers(request).ifPresent(failed -> readAgain(now));
      case LeaderElectorInput.Missing(long request) ->
          answers(request).ifPresent(failed -> saw(new Lease.Absent(), now));
      case LeaderElectorInput.Unanswered(long request) ->
          answers(request).ifPresent(failed -> readAgain(now + pause()));
      case LeaderElectorInput.Suspected(Incarnation watcher) -> {
        remember(suspected, watcher);
        probeHolder();
      }
      case LeaderElectorInput.LeaseHinted() -> {
        if (role instanceof Standby) {
          readAtMillis = now;
        }
      }
      case LeaderElectorInput.Trusted(Incarnation watcher) -> suspected.remove(watcher);
      case LeaderElectorInput.ProvenDead(Incarnation watcher) -> {
        dead.put(watcher, now);
        if (dead.size() > REMEMBERED_MAX) {
          dead.remove(dead.keySet().iterator().next());
        }
      }
      case LeaderElectorInput.RosterWanted(Set<Incarnation> workers) -> {
        if (role instanceof Leader leader) {
          leader.want(workers);
        }
      }
      case LeaderElectorInput.Abdicated(long promised) -> {
        highestEpoch = Math.max(highestEpoch, promised);
        end(LeaderElectorEffect.Why.HIGHER_EPOCH, now);
      }
      case LeaderElectorInput.ReachesNobody() -> makeRoom();
      case LeaderElectorInput.HandOverStarted() -> makeRoom();
      case LeaderElectorInput.Reserved(boolean left) -> reserved = left;
      case LeaderElectorInput.LeaveStarted() -> pursue(Goal.LEAVE);
      case LeaderElectorInput.CloseStarted() -> pursue(Goal.CLOSE);
      case LeaderElectorInput.Settled() -> {
        if (role instanceof Leader leader && leader.phase() instanceof Leader.Phase.Leaving) {
          leader.become(new Leader.Phase.GivingUp(!leader.young(now)));
        }
      }
      case LeaderElectorInput.ClockDiverged() -> {
        pending = Optional.empty(); // nobody knows how long ago it was sent
        readAgain(now);
        end(LeaderElectorEffect.Why.SUSPENDED, now);
      }
    }
  }

  private void makeRoom() {
    if (role instanceof Leader) {
      pursue(Goal.YIELD);
    }
  }

  /** Whatever it is after, an owner stops first. */
  private void pursue(Goal next) {
    goal = next.compareTo(goal) > 0 ? next : goal;
    if (role instanceof Leader leader && leader.phase() instanceof Leader.Phase.Serving) {
      leader.become(new Leader.Phase.Leaving());
      effects.add(new LeaderElectorEffect.Leave());
    }
  }

  private Optional<Request> answers(long id) {
    Optional<Request> answered = pending.filter(request -> request.id() == id);
    if (answered.isPresent()) {
      pending = Optional.empty();
    }
    return answered;
  }

  private void saw(Lease lease, long now) {
    if (lease instanceof Lease.Kept kept) {
      highestEpoch = Math.max(highestEpoch, kept.record().epoch());
    }
    switch (role) {
      case Leader leader -> {
        if (isHeldBy(leader, lease)) {
          leader.adopt(((Lease.Kept) lease).version(), now);
        } else {
          end(LeaderElectorEffect.Why.LOST, now);
        }
      }
      case Standby standby -> standby.saw(lease, now);
      case Over over -> {}
    }
    if (role instanceof Standby standby) {
      standby.saw(lease, now);
      readAtMillis = now + pause();
      seen(lease);
    }
  }

  private void seen(Lease lease) {
    probeHolder();
    String foreign = lease instanceof Lease.Foreign(String why) ? why : "";
    if (!foreign.isEmpty() && !foreign.equals(reportedForeign)) {
      effects.add(new LeaderElectorEffect.ReportForeign(foreign));
    }
    reportedForeign = foreign;
    if (lease instanceof Lease.Kept(var uid, var version, LeaseRecord.Closed closed)) {
      role = new Over();
      effects.add(new LeaderElectorEffect.Closed());
    }
  }

  private boolean isHeldBy(Leader leader, Lease lease) {
    return lease instanceof Lease.Kept(String uid, var version, LeaseRecord.Held held)
        && uid.equals(leader.uid)
        && held.holder().equals(self)
        && held.epoch() == leader.epoch;
  }

  private void probeHolder() {
    if (role instanceof Standby standby
        && standby.seen().orElse(null)
            instanceof Lease.Kept(var uid, var version, LeaseRecord.Held held)
        && suspected.contains(held.holder())) {
      effects.add(new LeaderElectorEffect.Probe(held.holder()));
    }
  }

  private void readAgain(long at) {
    switch (role) {
      case Standby standby -> {
        standby.distrust();
        readAtMillis = at;
      }
      case Leader leader -> leader.uncertain(at);
      case Over over -> {}
    }
  }

  private void contend(Standby standby, long now) {
    if (goal == Goal.LEAVE && !takes()) {
      leave();
    } else if (pending.isEmpty()) {
      Optional<Claim> claim = standby.claim(self, dead, reserved, now);
      if (claim.isPresent()) {
        take(claim.get(), now);
      } else if (now >= readAtMillis) {
        read();
      }
    }
  }

  private boolean takes() {
    return pending.isPresent() && pending.get() instanceof Request.Take;
  }

  private void take(Claim claim, long now) {
    highestEpoch = Math.max(highestEpoch, claim.epoch());
    LeaseRecord.Held record =
        new LeaseRecord.Held(
            self, highestEpoch + 1, claim.roster(), settings.lease().toMillis(), claim.young());
    long id = nextRequest();
    pending = Optional.of(new Request.Take(id, record, claim, now));
    switch (claim.lease()) {
      case Lease.Absent absent -> effects.add(new LeaderElectorEffect.CreateLease(id, record));
      case Lease.Kept kept -> update(id, kept.uid(), kept.version(), record);
      case Lease.Edited edited -> update(id, edited.uid(), edited.version(), record);
      case Lease.Foreign foreign -> throw new IllegalStateException("claims a foreign Lease");
    }
  }

  private void update(long id, String uid, ResourceVersion version, LeaseRecord record) {
    effects.add(new LeaderElectorEffect.UpdateLease(id, uid, version, record));
  }

  private void read() {
    long id = nextRequest();
    pending = Optional.of(new Request.Read(id));
    effects.add(new LeaderElectorEffect.ReadLease(id));
  }

  private void stored(Request request, String uid, ResourceVersion version, long now) {
    switch (request) {
      case Request.Take take -> {
        if (now - take.sentMillis() < settings.renewDeadline().toMillis()) {
          taken(take, uid, version, now);
        } else {
          readAgain(now); // the answer is so late that the Lease would be given up at once
        }
      }
      case Request.Renew renew -> {
        if (role instanceof Leader leader) {
          leader.renewed(version, renew.sentMillis());
          leader.aged(renew.record().young());
          leader.assure(renew.record().roster());
          effects.add(new LeaderElectorEffect.Renewed(leader.endsMillis()));
          effects.add(new LeaderElectorEffect.RosterAssured(leader.assured()));
        }
      }
      case Request.GiveUp givenUp -> {
        highestEpoch = Math.max(highestEpoch, givenUp.record().epoch());
        end(LeaderElectorEffect.Why.RELEASED, now);
        seen(new Lease.Kept(uid, version, givenUp.record()));
      }
      case Request.Read read -> throw new IllegalStateException("a read was stored");
    }
  }

  private void taken(Request.Take take, String uid, ResourceVersion version, long now) {
    Claim claim = take.claim();
    highestEpoch = take.record().epoch();
    long quiet =
        claim.young() ? now + Drift.longer(settings.lease().toMillis()) : claim.quietMillis();
    boolean own = goal == Goal.OWN;
    Leader.Phase phase = own ? new Leader.Phase.Serving() : new Leader.Phase.GivingUp(false);
    Leader leader =
        new Leader(settings, uid, version, take.record(), take.sentMillis(), quiet, phase);
    role = leader;
    if (own) {
      effects.add(
          new LeaderElectorEffect.Begin(
              new Tenure(
                  leader.epoch, claim.roster(), quiet, !claim.young(), leader.endsMillis())));
      effects.add(new LeaderElectorEffect.RosterAssured(leader.assured()));
    }
  }

  private void lead(Leader leader, long now) {
    if (now >= leader.deadlineMillis()) {
      end(LeaderElectorEffect.Why.RENEW_DEADLINE, now);
      if (role instanceof Standby standby) {
        contend(standby, now);
      }
    } else if (pending.isEmpty()) {
      if (now >= giveUpMillis(leader)) {
        giveUp(leader, now);
      } else if (now >= leader.renewAtMillis()) {
        if (leader.isUncertain()) {
          read();
        } else {
          renew(leader, now);
        }
      }
    }
  }

  private void renew(Leader leader, long now) {
    LeaseRecord.Held record =
        new LeaseRecord.Held(
            self, leader.epoch, leader.wanted(), settings.lease().toMillis(), leader.young(now));
    leader.sending(record.roster());
    long id = nextRequest();
    pending = Optional.of(new Request.Renew(id, record, now));
    update(id, leader.uid, leader.version(), record);
  }

  /** When the Lease can be given up: at once, but a layout is over only when nobody may write. */
  private long giveUpMillis(Leader leader) {
    if (leader.isUncertain()
        || !(leader.phase() instanceof Leader.Phase.GivingUp(boolean settled))) {
      return Alarm.NEVER;
    }
    return settled || goal != Goal.CLOSE ? Long.MIN_VALUE : leader.quietMillis;
  }

  private void giveUp(Leader leader, long now) {
    boolean settled =
        now >= leader.quietMillis
            || (leader.phase() instanceof Leader.Phase.GivingUp(boolean all) && all);
    LeaseRecord record =
        goal == Goal.CLOSE
            ? new LeaseRecord.Closed(self, leader.epoch)
            : new LeaseRecord.Released(
                self, leader.epoch, leader.wanted(), settled, leader.young(now));
    long id = nextRequest();
    pending = Optional.of(new Request.GiveUp(id, record));
    update(id, leader.uid, leader.version(), record);
  }

  /** The Lease is not held here any more, or nobody can tell. */
  private void end(LeaderElectorEffect.Why why, long now) {
    if (role instanceof Leader leader) {
      boolean yielded = goal == Goal.YIELD;
      role = new Standby(settings, now, yielded ? leader.epoch : 0);
      goal = yielded ? Goal.OWN : goal;
      pending = Optional.empty();
      readAtMillis = now;
      effects.add(new LeaderElectorEffect.End(why));
      if (goal == Goal.LEAVE) {
        leave();
      }
    }
  }

  private void leave() {
    role = new Over();
    effects.add(new LeaderElectorEffect.Left());
  }

  private long nextRequest() {
    requests++;
    return requests;
  }

  /** Until the next look; not the same for all watchers. */
  private long pause() {
    long retry = settings.retry().toMillis();
    return retry * 4 / 5 + random.nextLong(retry * 2 / 5 + 1);
  }

  private static void remember(Set<Incarnation> some, Incarnation one) {
    some.add(one);
    if (some.size() > REMEMBERED_MAX) {
      some.remove(some.iterator().next());
    }
  }

  private void setAlarm(long now) {
    long next =
        switch (role) {
          case Standby standby -> nextLookMillis(standby, now);
          case Leader leader -> Math.min(leader.deadlineMillis(), nextWriteMillis(leader));
          case Over over -> Alarm.NEVER;
        };
    if (next != Alarm.NEVER && alarm.set(next)) {
      effects.add(new LeaderElectorEffect.WakeAt(next));
    }
  }

  private long nextLookMillis(Standby standby, long now) {
    if (pending.isPresent()) {
      return Alarm.NEVER;
    }
    long expires = standby.expiresMillis();
    return expires > now ? Math.min(expires, readAtMillis) : readAtMillis;
  }

  private long nextWriteMillis(Leader leader) {
    return pending.isPresent()
        ? Alarm.NEVER
        : Math.min(giveUpMillis(leader), leader.renewAtMillis());
  }
}
