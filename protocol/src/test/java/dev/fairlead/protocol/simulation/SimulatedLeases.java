package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The Leases in the API server: creates never overwrite, updates compare and swap. */
final class SimulatedLeases {

  private static final long TIMEOUT_MILLIS = 2_500;
  private static final long ELSEWHERE = 10_000;

  private final World world;
  private final Map<Partition, Lease> now = new HashMap<>();
  private final Map<Partition, Lease> before = new HashMap<>();
  private final Map<Partition, List<Commit>> log = new HashMap<>();
  private long versions;

  /** A write of an owner that the server has taken in. */
  record Commit(long atMillis, LeaseRecord record) {}

  /** The Leases of a backup. */
  record Backup(Map<Partition, Lease> leases, long versions) {}

  Backup backup() {
    Backup backup = new Backup(Map.copyOf(now), versions);
    versions += ELSEWHERE;
    return backup;
  }

  void restore(Backup backup) {
    now.clear();
    before.clear();
    now.putAll(backup.leases());
    vacate();
    versions = backup.versions();
  }

  /** Whether nobody else has come to own anything since a backup. */
  boolean areAsIn(Backup backup) {
    return now.keySet().stream()
        .allMatch(partition ->
            isSame(lease(partition), backup.leases().getOrDefault(partition, new Lease.Absent())));
  }

  private static boolean isSame(Lease left, Lease right) {
    return left instanceof Lease.Kept(var uid, var version, LeaseRecord.Held held)
        && right instanceof Lease.Kept(var uidBefore, var versionBefore, LeaseRecord.Held before)
        && held.holder().equals(before.holder())
        && held.epoch() == before.epoch();
  }

  SimulatedLeases(World world) {
    this.world = world;
  }

  /** What is there before anything happens. */
  void begin(Partition partition, LeaseRecord record) {
    put(partition, "l0", record);
  }

  Lease lease(Partition partition) {
    return now.getOrDefault(partition, new Lease.Absent());
  }

  /** What owners have written, in this order. */
  List<Commit> log(Partition partition) {
    return log.getOrDefault(partition, List.of());
  }

  /** The last write of an owner at an epoch, while it held the Lease. */
  Optional<Commit> last(Partition partition, long epoch, Incarnation owner) {
    return log(partition).reversed().stream()
        .filter(commit ->
            commit.record() instanceof LeaseRecord.Held held
                && held.epoch() == epoch
                && held.holder().equals(owner))
        .findFirst();
  }

  void read(
      SimulatedProcess client, Partition partition, long request, Consumer<LeaderElectorInput> to) {
    call(client, request, () -> new LeaderElectorInput.LeaseRead(request, seen(partition)), to);
  }

  /** What a read finds; a server that lags may not have the last write yet. */
  private Lease seen(Partition partition) {
    boolean lags = world.chance().happens(world.faults().of(Fault.STALE_LIST) / 4);
    Lease latest = lease(partition);
    return lags ? before.getOrDefault(partition, latest) : latest;
  }

  void create(
      SimulatedProcess client,
      Partition partition,
      long request,
      LeaseRecord record,
      Consumer<LeaderElectorInput> to) {
    call(
        client,
        request,
        () -> {
          if (!(lease(partition) instanceof Lease.Absent)) {
            return new LeaderElectorInput.Conflicted(request);
          }
          return stored(request, put(partition, "l" + versions, record));
        },
        to);
  }

  void update(
      SimulatedProcess client,
      Partition partition,
      long request,
      String uid,
      ResourceVersion version,
      LeaseRecord record,
      Consumer<LeaderElectorInput> to) {
    call(
        client,
        request,
        () -> {
          boolean asSeen =
              switch (lease(partition)) {
                case Lease.Kept kept -> kept.uid().equals(uid) && kept.version().equals(version);
                case Lease.Edited edited ->
                    edited.uid().equals(uid) && edited.version().equals(version);
                case Lease.Absent absent -> false;
                case Lease.Foreign foreign -> false;
              };
          if (lease(partition) instanceof Lease.Absent) {
            return new LeaderElectorInput.Missing(request);
          }
          return asSeen
              ? stored(request, put(partition, uid, record))
              : new LeaderElectorInput.Conflicted(request);
        },
        to);
  }

  private static LeaderElectorInput stored(long request, Lease.Kept kept) {
    return new LeaderElectorInput.Stored(request, kept.uid(), kept.version());
  }

  private Lease.Kept put(Partition partition, String uid, LeaseRecord record) {
    Lease.Kept kept = new Lease.Kept(uid, nextVersion(), record);
    world.trace().line("api", "lease", kept);
    Lease last = lease(partition);
    before.put(partition, last);
    now.put(partition, kept);
    log.computeIfAbsent(partition, absent -> new ArrayList<>())
        .add(new Commit(world.schedule().now(), record));
    world.check(invariant -> invariant.leased(world, partition, last, record));
    return kept;
  }

  private ResourceVersion nextVersion() {
    versions++;
    return new ResourceVersion(Long.toString(versions));
  }

  /** A hand deletes it; not a tombstone, which only the next layout's are proof against. */
  void delete(Partition partition) {
    if (!isClosed(partition)) {
      world.trace().line("api", "lease", "deleted");
      before.put(partition, lease(partition));
      now.remove(partition);
    }
  }

  boolean isClosed(Partition partition) {
    return lease(partition) instanceof Lease.Kept kept
        && kept.record() instanceof LeaseRecord.Closed;
  }

  /** A hand changes it. */
  void edit(Partition partition) {
    if (lease(partition) instanceof Lease.Kept(String uid, var version, LeaseRecord record)
        && !(record instanceof LeaseRecord.Closed)) {
      now.put(partition, new Lease.Edited(uid, nextVersion(), record.epoch()));
      world.trace().line("api", "lease", lease(partition));
    }
  }

  /** Somebody else uses the name. */
  void occupy(Partition partition) {
    if (!isClosed(partition)) {
      now.put(partition, new Lease.Foreign("it belongs to another program"));
      world.trace().line("api", "lease", lease(partition));
    }
  }

  /** Nobody else uses a name any more. */
  void vacate() {
    now.values().removeIf(lease -> lease instanceof Lease.Foreign);
  }

  private void call(
      SimulatedProcess client,
      long request,
      Supplier<LeaderElectorInput> execution,
      Consumer<LeaderElectorInput> to) {
    Chance chance = world.chance();
    boolean[] answered = new boolean[1];
    client.after(
        TIMEOUT_MILLIS,
        () -> {
          if (!answered[0]) {
            answered[0] = true;
            to.accept(new LeaderElectorInput.Unanswered(request));
          }
        });
    if (!world.network().reachesApi(client)
        || chance.happens(world.faults().of(Fault.REQUEST_LOST))) {
      return;
    }
    long travel = chance.between(1, 10);
    if (chance.happens(world.faults().of(Fault.COMMITTED_LATE))) {
      travel = chance.between(1_000, 12_000);
    }
    int era = world.api().era();
    world
        .schedule()
        .after(
            travel,
            () -> {
              if (world.api().away() || world.api().era() != era) {
                return;
              }
              LeaderElectorInput answer = execution.get();
              if (world.network().reachesApi(client)
                  && !chance.happens(world.faults().of(Fault.ANSWER_LOST))) {
                client.after(
                    chance.between(1, 10),
                    () -> {
                      if (!answered[0]) {
                        answered[0] = true;
                        to.accept(answer);
                      }
                    });
              }
            });
  }
}
