package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Drift;
import java.util.List;
import java.util.Set;

/**
 * An owner's right to act, from taking over to leaving: it may give out attempts when the {@link
 * Handover} is over, as far as its {@link Mandate} goes, and not while it leaves. An owner that no
 * worker hears for long says so.
 */
final class Office {

  private final Incarnation owner;
  private final Partition partition;
  private final Tenure tenure;
  private final Mandate mandate;
  private final Handover handover;
  private final long permitEndsMillis;
  private final long lonelyAfterMillis;
  private long reachedMillis = Alarm.NEVER;
  private Stay stay = new Stay.Staying();

  private sealed interface Stay {

    record Staying() implements Stay {}

    /** Without permits every attempt ends by itself, at this time at the latest. */
    record Leaving(long endsMillis) implements Stay {}

    /** It has said that nothing of it is left. */
    record Gone() implements Stay {}
  }

  Office(Incarnation owner, Partition partition, Tenure tenure, DispatcherSettings settings) {
    this.owner = owner;
    this.partition = partition;
    this.tenure = tenure;
    this.mandate = new Mandate(tenure, settings.permit());
    this.handover = new Handover(tenure);
    this.permitEndsMillis = Drift.longer(settings.permit().toMillis());
    this.lonelyAfterMillis = settings.lonelyAfter().toMillis();
  }

  long epoch() {
    return tenure.epoch();
  }

  Hello hello() {
    return new Hello(owner, partition, tenure.epoch());
  }

  /** Whether something can be given out now. */
  boolean mayAssign(long now) {
    return stay instanceof Stay.Staying && handover.isOver() && mandate.lasts(now);
  }

  /** Whether a worker may have a permit now; if it is not on the roster, that is asked for. */
  boolean mayPermit(Incarnation worker, long now) {
    return stay instanceof Stay.Staying && mandate.admits(worker) && grantMillis(now) > 0;
  }

  /** How long a permit lasts that is given now. */
  long grantMillis(long now) {
    return mandate.grantMillis(now);
  }

  /** The answer to a beat: of its attempts these stand. */
  Permit permit(long beat, Set<Token> standing, long now) {
    return new Permit(owner, partition, tenure.epoch(), beat, standing, grantMillis(now));
  }

  void renewed(long untilMillis) {
    mandate.renewed(untilMillis);
  }

  void assured(Set<Incarnation> roster) {
    mandate.assured(roster);
  }

  /** A worker beat under this epoch. */
  void beaten(Beat beat) {
    handover.beaten(beat);
  }

  /** A worker is known to hear this owner; or the owner slept, and cannot know. */
  void reached(long now) {
    reachedMillis = now;
  }

  void provenDead(Incarnation worker) {
    handover.provenDead(worker);
  }

  /** Nothing was heard of a worker for so long that its permits have ended. */
  void lost(Incarnation worker) {
    if (!handover.awaits(worker)) {
      mandate.dismiss(worker);
    }
  }

  void read(long read, ResourceVersion version) {
    handover.read(read, version);
  }

  /** The caches are of another era than what was given out before, or wider: awaited anew. */
  void cachesChanged() {
    handover.readAgain();
  }

  void leave(long now) {
    if (stay instanceof Stay.Staying) {
      stay = new Stay.Leaving(now + permitEndsMillis);
    }
  }

  /** What an owner before has left behind comes to an end before anything is given out. */
  void takeOver(
      Observations observations,
      Barriers barriers,
      Set<Incarnation> workers,
      boolean synced,
      long now,
      List<DispatcherEffect> effects) {
    for (Incarnation heir : handover.pollAsked(now)) {
      effects.add(new DispatcherEffect.SendHello(heir, hello()));
      effects.add(new DispatcherEffect.Probe(heir));
    }
    if (handover.unread(now) && synced) {
      handover.awaitCaches(barriers.begin(observations, List.of(), now, effects));
    }
    if (handover.ends(observations)) {
      mandate.dismissAllBut(workers);
    }
  }

  /** Says what there is to say: that it may go, that it is lonely, whom it wants on the roster. */
  void report(boolean idle, long now, List<DispatcherEffect> effects) {
    if (stay instanceof Stay.Leaving(long ends) && (now >= ends || (idle && handover.settled()))) {
      stay = new Stay.Gone();
      effects.add(new DispatcherEffect.Settled());
    }
    if (reachedMillis == Alarm.NEVER) {
      reachedMillis = now;
    }
    if (now >= lonelyMillis()) {
      reachedMillis = now;
      effects.add(new DispatcherEffect.ReachNobody());
    }
    mandate.pollWanted().ifPresent(wanted -> effects.add(new DispatcherEffect.WantRoster(wanted)));
  }

  /** When it has something to do. */
  long nextMillis() {
    long ends = stay instanceof Stay.Leaving(long endsMillis) ? endsMillis : Alarm.NEVER;
    return Math.min(ends, Math.min(lonelyMillis(), handover.nextMillis()));
  }

  private long lonelyMillis() {
    boolean matters = tenure.leased() && stay instanceof Stay.Staying;
    return matters && reachedMillis != Alarm.NEVER
        ? reachedMillis + lonelyAfterMillis
        : Alarm.NEVER;
  }
}
