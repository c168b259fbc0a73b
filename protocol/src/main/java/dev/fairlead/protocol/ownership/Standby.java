package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.time.Alarm;
import dev.fairlead.protocol.time.Drift;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The role of a watcher that does not hold the Lease: it knows what it has seen last, since when by
 * its own clock, and so whether the Lease may be taken.
 */
final class Standby implements LeaderElector.Role {

  private final LeaderElectorSettings settings;

  /** When this watcher's own last tenure ended: its permits may last from then on. */
  private final long endedMillis;

  /** The epoch at which it gave the Lease up for others to go first; 0 once one has held it. */
  private long yieldedEpoch;

  private Optional<Lease> seen = Optional.empty();
  private long sinceMillis;
  private boolean outdated;

  Standby(LeaderElectorSettings settings, long endedMillis, long yieldedEpoch) {
    this.settings = settings;
    this.endedMillis = endedMillis;
    this.yieldedEpoch = yieldedEpoch;
  }

  /** The Lease was read; how long it has been so is counted from the first time that it was. */
  void saw(Lease lease, long now) {
    if (seen.filter(before -> same(before, lease)).isEmpty()) {
      seen = Optional.of(lease);
      sinceMillis = now;
    }
    if (lease instanceof Lease.Kept(var uid, var version, LeaseRecord.Held held)) {
      yieldedEpoch = 0;
    }
    outdated = false;
  }

  /** What was seen may have changed: nothing is claimed before it is read again. */
  void distrust() {
    outdated = true;
  }

  Optional<Lease> seen() {
    return seen;
  }

  /**
   * Whether the Lease may be taken now.
   *
   * @param dead since when it is proven of whom
   * @param reserved whether a released one is left to others for a moment
   */
  Optional<Claim> claim(Incarnation self, Map<Incarnation, Long> dead, boolean reserved, long now) {
    if (outdated || seen.isEmpty()) {
      return Optional.empty();
    }
    Lease lease = seen.get();
    return switch (lease) {
      case Lease.Absent() -> Optional.of(new Claim(lease, 0, Set.of(), now, !settings.alone()));
      case Lease.Foreign foreign -> Optional.empty();
      case Lease.Edited edited ->
          expired(now)
              ? Optional.of(new Claim(lease, edited.epoch(), Set.of(), now, false))
              : Optional.empty();
      case Lease.Kept kept -> claim(kept, self, dead, reserved, now);
    };
  }

  private Optional<Claim> claim(
      Lease.Kept kept, Incarnation self, Map<Incarnation, Long> dead, boolean reserved, long now) {
    LeaseRecord record = kept.record();
    if (expired(now) && !(record instanceof LeaseRecord.Closed)) {
      return Optional.of(new Claim(kept, record.epoch(), record.roster(), now, false));
    }
    return switch (record) {
      case LeaseRecord.Closed closed -> Optional.empty();
      case LeaseRecord.Released released ->
          released.epoch() <= yieldedEpoch
                  || (reserved && now - sinceMillis < settings.retry().toMillis())
              ? Optional.empty()
              : Optional.of(
                  from(
                      kept,
                      sinceMillis + (released.settled() ? 0 : permitEnds()),
                      released.young()));
      case LeaseRecord.Held held when held.holder().equals(self) ->
          Optional.of(from(kept, Math.max(sinceMillis, endedMillis) + permitEnds(), held.young()));
      case LeaseRecord.Held held when dead.containsKey(held.holder()) ->
          Optional.of(from(kept, now + permitEnds(), held.young()));
      case LeaseRecord.Held held -> Optional.empty();
    };
  }

  private static Claim from(Lease.Kept kept, long quiet, boolean young) {
    return new Claim(kept, kept.record().epoch(), kept.record().roster(), quiet, young);
  }

  /** When the Lease has been as it is for so long that every permit under it has ended. */
  long expiresMillis() {
    return seen.map(lease -> sinceMillis + Drift.longer(durationMillis(lease))).orElse(Alarm.NEVER);
  }

  private boolean expired(long now) {
    return now >= expiresMillis();
  }

  private long durationMillis(Lease lease) {
    return lease instanceof Lease.Kept(var uid, var version, LeaseRecord.Held held)
        ? Math.max(held.durationMillis(), settings.lease().toMillis())
        : settings.lease().toMillis();
  }

  private long permitEnds() {
    return Drift.longer(settings.permit().toMillis());
  }

  private static boolean same(Lease before, Lease now) {
    return switch (before) {
      case Lease.Kept(var uid, var version, var record) ->
          now instanceof Lease.Kept kept
              && kept.uid().equals(uid)
              && kept.version().equals(version);
      case Lease.Edited(var uid, var version, var epoch) ->
          now instanceof Lease.Edited edited
              && edited.uid().equals(uid)
              && edited.version().equals(version);
      case Lease.Absent absent -> now instanceof Lease.Absent;
      case Lease.Foreign foreign -> now.equals(foreign);
    };
  }
}
