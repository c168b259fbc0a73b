package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashSet;
import java.util.Set;

/**
 * The role of a watcher that holds the Lease. All times are counted from when a renewal that
 * succeeded was <em>sent</em>: the others count from when they see it, which is later.
 */
final class Leader implements LeaderElector.Role {

  final String uid;
  final long epoch;

  /** When every permit of earlier epochs has ended. */
  final long quietMillis;

  private final LeaderElectorSettings settings;
  private ResourceVersion version;
  private long renewedMillis;
  private long renewAtMillis;
  private boolean young;
  private boolean uncertain;
  private Set<Incarnation> assured;
  private Set<Incarnation> wanted;
  private Phase phase;

  sealed interface Phase {

    /** A Dispatcher works. */
    record Serving() implements Phase {}

    /** The Dispatcher was asked to stop and has not said that it is settled. */
    record Leaving() implements Phase {}

    /**
     * There is no Dispatcher, or it has stopped: the Lease is given up.
     *
     * @param settled whether no permit of this epoch or an earlier one can be alive
     */
    record GivingUp(boolean settled) implements Phase {}
  }

  Leader(
      LeaderElectorSettings settings,
      String uid,
      ResourceVersion version,
      LeaseRecord.Held record,
      long sentMillis,
      long quietMillis,
      Phase phase) {
    this.settings = settings;
    this.uid = uid;
    this.version = version;
    this.epoch = record.epoch();
    this.young = record.young();
    this.assured = record.roster();
    this.wanted = record.roster();
    this.quietMillis = quietMillis;
    this.phase = phase;
    renewed(version, sentMillis);
  }

  Phase phase() {
    return phase;
  }

  void become(Phase next) {
    phase = next;
  }

  ResourceVersion version() {
    return version;
  }

  /** Whether the Lease was created where none was, and its own duration has not passed since. */
  boolean young(long now) {
    return young && now < quietMillis;
  }

  void aged(boolean stillYoung) {
    young = stillYoung;
  }

  /** A write sent at some time succeeded. */
  void renewed(ResourceVersion stored, long sentMillis) {
    version = stored;
    uncertain = false;
    renewedMillis = sentMillis;
    renewAtMillis = sentMillis + settings.retry().toMillis();
  }

  /** When the Lease ends for those who hold it. */
  long endsMillis() {
    return renewedMillis + settings.lease().toMillis();
  }

  /** When this watcher gives up if no renewal succeeds. */
  long deadlineMillis() {
    return renewedMillis + settings.renewDeadline().toMillis();
  }

  /** A write failed, or may have succeeded: the Lease is read before the next one. */
  void uncertain(long readAt) {
    uncertain = true;
    renewAtMillis = readAt;
  }

  boolean isUncertain() {
    return uncertain;
  }

  /** The Lease was read, and is still held here. */
  void adopt(ResourceVersion found, long now) {
    version = found;
    uncertain = false;
    renewAtMillis = now;
  }

  /** The workers that are on the roster, whichever of the writes under way succeed. */
  Set<Incarnation> assured() {
    return assured;
  }

  /** A write with this roster is sent: whom it leaves out may be off from now on. */
  void sending(Set<Incarnation> roster) {
    Set<Incarnation> both = new HashSet<>(assured);
    both.retainAll(roster);
    assured = both;
  }

  /** A write with this roster succeeded: those before it cannot any more. */
  void assure(Set<Incarnation> roster) {
    assured = roster;
  }

  Set<Incarnation> wanted() {
    return wanted;
  }

  void want(Set<Incarnation> roster) {
    wanted = roster;
  }

  /** When the Lease is written next; at once if somebody waits to be on the roster. */
  long renewAtMillis() {
    return uncertain || assured.containsAll(wanted) ? renewAtMillis : Long.MIN_VALUE;
  }
}
