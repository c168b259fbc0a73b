package dev.fairlead.watcher.controller;

import dev.fairlead.mesh.time.Clocks;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.ownership.LeaderElectorEffect;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.watcher.dispatch.DispatcherDriver;
import dev.fairlead.watcher.dispatch.Superior;
import dev.fairlead.watcher.ownership.Election;
import dev.fairlead.watcher.ownership.Election.Candidate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One partition of a controller on this watcher: it stands for the Lease, and while it has it there
 * is a dispatcher, a new one for each tenure. Lives on the loop.
 */
public final class PartitionWatch implements Candidate, Superior {

  /** What a partition needs of its controller. */
  public interface Controller {

    /** Makes the dispatcher of a tenure; the partition is who it answers to. */
    DispatcherDriver dispatcher(PartitionWatch partition, Tenure tenure);

    /** Tells everything that the caches know of a partition. */
    void replay(PartitionWatch partition, Consumer<DispatcherInput> to);

    /** Who owns the partition, or what keeps it from being owned here, has changed. */
    void ownershipChanged();

    /** The owner has not reached any worker for long. */
    void reachesNobody();

    /** The partition will never be owned here again. */
    void over(Partition partition);

    /** The partition is over for everybody: its Lease is a tombstone. */
    void closed(Partition partition);
  }

  /** Makes the election of a partition. */
  public interface Contest {

    /** The one in which this candidate stands. */
    Election of(Partition partition, int of, Candidate candidate);
  }

  private final Partition partition;
  private final int of;
  private final Controller controller;
  private final Clocks clocks;
  private final long aloneEpoch;
  private final Optional<Election> election;
  private Optional<DispatcherDriver> owner = Optional.empty();
  private boolean handsOver;

  private PartitionWatch(
      Partition partition,
      int of,
      Controller controller,
      Clocks clocks,
      long aloneEpoch,
      Optional<Contest> contest) {
    this.partition = partition;
    this.of = of;
    this.controller = controller;
    this.clocks = clocks;
    this.aloneEpoch = aloneEpoch;
    this.election = contest.map(lists -> lists.of(partition, of, this));
  }

  /** One of so many partitions, owned here from the start to the end of the process. */
  public static PartitionWatch alone(
      Partition partition, int of, Controller controller, Clocks clocks, long epoch) {
    return new PartitionWatch(partition, of, controller, clocks, epoch, Optional.empty());
  }

  /** One of so many partitions, owned here while its Lease is held. */
  public static PartitionWatch leased(
      Partition partition, int of, Controller controller, Clocks clocks, Contest contest) {
    return new PartitionWatch(partition, of, controller, clocks, 0, Optional.of(contest));
  }

  void start() {
    election.ifPresentOrElse(Election::start, () -> begin(Tenure.alone(aloneEpoch)));
  }

  /** Which one. */
  public Partition partition() {
    return partition;
  }

  /** How many partitions its layout has. */
  int of() {
    return of;
  }

  /** Whether a key is in it. */
  public boolean covers(NamespacedName key) {
    return Partition.numberOf(key, of) == partition.number();
  }

  /** Its dispatcher, while it is owned here. */
  public Optional<DispatcherDriver> owner() {
    return owner;
  }

  /** What keeps it from being owned here, cause and remedy, one line. */
  public Optional<String> problem() {
    return election.flatMap(Election::problem);
  }

  /** Whether its Lease can be reached, if there is one. */
  boolean reachesLease() {
    return election.map(Election::reachesLease).orElse(true);
  }

  /** Something happened that matters to whoever owns it. */
  void handle(DispatcherInput input) {
    owner.ifPresent(driver -> driver.handle(input));
  }

  /** Something happened that matters to the election. */
  void tell(LeaderElectorInput input) {
    mayAct();
    election.ifPresent(contest -> contest.handle(input));
  }

  /** Gives it up, in good order; {@link Controller#over} tells the end. */
  void leaveForGood() {
    if (election.isPresent()) {
      tell(new LeaderElectorInput.LeaveStarted());
    } else {
      close();
      controller.over(partition);
    }
  }

  /** Gives it up in good order, for others to take; whether that is news. */
  boolean handOver() {
    boolean news = owner.isPresent() && !handsOver;
    if (news) {
      handsOver = true;
      tell(new LeaderElectorInput.HandOverStarted());
    }
    return news;
  }

  /** Its layout is over: sees that nobody owns it any more; {@link Controller#closed} tells. */
  void layoutOver() {
    if (election.isPresent()) {
      tell(new LeaderElectorInput.CloseStarted());
    } else {
      close();
      controller.closed(partition);
    }
  }

  /** Stops at once. */
  void close() {
    election.ifPresent(Election::close);
    owner.ifPresent(DispatcherDriver::close);
    owner = Optional.empty();
  }

  /** After a suspension nobody knows how long the Lease lasts: that is the first thing to say. */
  @Override
  public boolean mayAct() {
    if (clocks.diverged()) {
      election.ifPresent(contest -> contest.handle(new LeaderElectorInput.ClockDiverged()));
    }
    return owner.isPresent();
  }

  @Override
  public void begin(Tenure tenure) {
    DispatcherDriver driver = controller.dispatcher(this, tenure);
    owner = Optional.of(driver);
    handsOver = false;
    controller.replay(this, driver::handle);
    controller.ownershipChanged();
  }

  @Override
  public void renewed(long untilMillis) {
    handle(new DispatcherInput.LeaseRenewed(untilMillis));
  }

  @Override
  public void rosterAssured(Set<Incarnation> workers) {
    handle(new DispatcherInput.RosterAssured(workers));
  }

  @Override
  public void leave() {
    handle(new DispatcherInput.LeaveStarted());
  }

  @Override
  public void end(LeaderElectorEffect.Why why) {
    owner.ifPresent(DispatcherDriver::close);
    owner = Optional.empty();
    controller.ownershipChanged();
  }

  @Override
  public void over() {
    controller.over(partition);
  }

  @Override
  public void closed() {
    controller.closed(partition);
  }

  @Override
  public void problemChanged() {
    controller.ownershipChanged();
  }

  @Override
  public void wantRoster(Set<Incarnation> workers) {
    tell(new LeaderElectorInput.RosterWanted(workers));
  }

  @Override
  public void abdicate(long promised) {
    tell(new LeaderElectorInput.Abdicated(promised));
  }

  @Override
  public void reachNobody() {
    tell(new LeaderElectorInput.ReachesNobody());
    controller.reachesNobody();
  }

  @Override
  public void settled() {
    if (election.isPresent()) {
      tell(new LeaderElectorInput.Settled());
    } else {
      close();
    }
  }
}
