package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Standing;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Shares the partitions of one controller evenly among the watchers that say that they are there.
 *
 * <p>Nothing is taken from anybody. Who owns more than its {@link Share share} hands one partition
 * over, in good order, and whoever has its share leaves the released Lease to others for a moment.
 * Nobody hands over before everything is calm: every partition owned by one of those present, and
 * all of them there for long enough. So one partition moves at a time, each of them once, and a
 * watcher that comes and goes moves nothing; a partition that nobody took is kept for a minute. All
 * of it rests on hints, and nothing rests on it: if watchers see different things, a Lease is taken
 * a little later, or by somebody else.
 *
 * <p>Not safe for use by several threads. Times are milliseconds of a monotonic clock.
 */
public final class Balance {

  private static final int PEERS_MAX = 100;

  /** For how long a partition that came back is not handed over again. */
  private static final long KEPT_MILLIS = 60_000;

  private final Incarnation self;
  private final long provenMillis;
  private final long silentMillis;
  private final Map<Incarnation, Peer> peers = new HashMap<>();

  /** When partitions were handed over: one that nobody took is kept for a while. */
  private final Map<Integer, Long> handedOver = new HashMap<>();

  /** What is known of one watcher; {@code readySince} is empty while it is not ready. */
  private record Peer(Standing standing, Optional<Long> readySince, long heardMillis) {

    int owned() {
      return standing.owned().size();
    }

    boolean idle() {
      return readySince.isEmpty() && standing.owned().isEmpty();
    }
  }

  /**
   * What this watcher should do now.
   *
   * @param reserved whether it leaves released Leases to others for a moment
   * @param handOver the partition to hand over
   */
  public record Decision(boolean reserved, OptionalInt handOver) {

    private static final Decision NOTHING = new Decision(false, OptionalInt.empty());
  }

  /**
   * Knows of nobody.
   *
   * @param proven for how long a watcher must have been ready before anything is moved to it
   * @param silence after which a watcher is taken for gone; longer than from one word to the next
   */
  public Balance(Incarnation self, Duration proven, Duration silence) {
    this.self = self;
    this.provenMillis = proven.toMillis();
    this.silentMillis = silence.toMillis();
  }

  /** A watcher, this one included, says what it is to the controller. */
  public void heard(Standing standing, long now) {
    forgetSilent(now);
    Incarnation watcher = standing.watcher();
    if (peers.size() >= PEERS_MAX && !peers.containsKey(watcher)) {
      return;
    }
    Optional<Long> since =
        standing.ready()
            ? Optional.ofNullable(peers.get(watcher))
                .filter(before -> before.standing().layout() == standing.layout())
                .flatMap(Peer::readySince)
                .or(() -> Optional.of(now))
            : Optional.empty();
    peers.put(watcher, new Peer(standing, since, now));
  }

  /** What to do about a layout, by what was heard so far. */
  public Decision decide(Layout layout, long now) {
    forgetSilent(now);
    Map<Incarnation, Integer> sharers = new TreeMap<>();
    boolean calm = true;
    for (Peer peer : peers.values()) {
      if (peer.standing().layout() == layout.number() && shares(peer, now)) {
        sharers.put(peer.standing().watcher(), peer.owned());
      } else {
        calm &= peer.idle();
      }
      calm &= proven(peer, now) || peer.idle();
    }
    List<Share> shares = Share.of(sharers, layout.partitions());
    boolean othersWant =
        shares.stream().anyMatch(one -> one.wantsMore() && !one.watcher().equals(self));
    boolean served =
        shares.stream().noneMatch(one -> one.wantsMore() && one.watcher().equals(self));
    if (!othersWant || !served) {
      return Decision.NOTHING;
    }
    return new Decision(
        true, calm && allOwned(layout) && isFirstToGive(shares) ? next(now) : OptionalInt.empty());
  }

  private OptionalInt next(long now) {
    handedOver.values().removeIf(at -> now - at >= KEPT_MILLIS);
    Optional<Integer> last =
        Optional.ofNullable(peers.get(self)).stream()
            .flatMap(peer -> peer.standing().owned().stream())
            .max(Integer::compare)
            .filter(partition -> handedOver.putIfAbsent(partition, now) == null);
    return last.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** Who owns something already has been there for long enough. */
  private boolean shares(Peer peer, long now) {
    return peer.readySince().isPresent() && (peer.owned() > 0 || proven(peer, now));
  }

  private boolean proven(Peer peer, long now) {
    return peer.readySince().filter(since -> now - since >= provenMillis).isPresent();
  }

  private boolean allOwned(Layout layout) {
    return peers.values().stream()
            .flatMap(peer -> peer.standing().owned().stream())
            .distinct()
            .count()
        == layout.partitions();
  }

  /** One at a time: of those who have too many the one who has most. */
  private boolean isFirstToGive(List<Share> shares) {
    return shares.stream()
        .filter(Share::hasTooMany)
        .findFirst()
        .filter(one -> one.watcher().equals(self))
        .isPresent();
  }

  private void forgetSilent(long now) {
    peers.values().removeIf(peer -> now - peer.heardMillis() > silentMillis);
  }
}
