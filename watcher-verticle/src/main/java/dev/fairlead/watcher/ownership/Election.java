package dev.fairlead.watcher.ownership;

import dev.fairlead.kube.lease.LeaseAnswer;
import dev.fairlead.kube.lease.Leases;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.LeaderElector;
import dev.fairlead.protocol.ownership.LeaderElectorEffect;
import dev.fairlead.protocol.ownership.LeaderElectorInput;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.ownership.Tenure;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the elector of one partition asks for into calls for its Lease, made on virtual
 * threads, and tells the candidate what it has come to. Lives on the loop.
 */
public final class Election {

  private static final Logger LOG = LoggerFactory.getLogger(Election.class);

  /** Who wants to own the partition; told on the loop. */
  public interface Candidate {

    /** It owns the partition from now on. */
    void begin(Tenure tenure);

    /** The Lease lasts until then. */
    void renewed(long untilMillis);

    /** These workers are on the roster. */
    void rosterAssured(Set<Incarnation> workers);

    /** It has to stop in good order, and to say {@code Settled}. */
    void leave();

    /** It owns the partition no more: it must do nothing from now on. */
    void end(LeaderElectorEffect.Why why);

    /** It never will own the partition again. */
    void over();

    /** Nobody ever will: the Lease is a tombstone. */
    void closed();

    /** What keeps it from owning the partition has changed. */
    void problemChanged();
  }

  private interface LeaseCall {
    LeaseAnswer make() throws InterruptedException;
  }

  private final Partition partition;
  private final int of;
  private final LeaderElector elector;
  private final long silenceMillis;
  private final Leases leases;
  private final DeathProbe deaths;
  private final MeshBus bus;
  private final EventLoop loop;
  private final Map<Partition, Long> heardEpochs;
  private final Candidate candidate;
  private final Alarm alarm;
  private Optional<String> failed = Optional.empty();
  private Optional<String> foreign = Optional.empty();
  private Optional<Long> answeredMillis = Optional.empty();
  private boolean owns;
  private boolean closed;

  /**
   * Begins with {@link #start}.
   *
   * @param of how many partitions its layout has
   * @param heardEpochs what elections of this process before have heard of; this one adds to it
   */
  public Election(
      Incarnation self,
      Partition partition,
      int of,
      LeaderElectorSettings settings,
      Leases leases,
      DeathProbe deaths,
      MeshBus bus,
      EventLoop loop,
      Map<Partition, Long> heardEpochs,
      Candidate candidate) {
    this.partition = partition;
    this.of = of;
    this.elector = new LeaderElector(self, settings, heardEpochs.getOrDefault(partition, 0L));
    this.heardEpochs = heardEpochs;
    this.silenceMillis = settings.renewDeadline().toMillis();
    this.leases = leases;
    this.deaths = deaths;
    this.bus = bus;
    this.loop = loop;
    this.candidate = candidate;
    this.alarm = loop.alarm(() -> handle(new LeaderElectorInput.Ticked()));
  }

  /** Looks at the Lease for the first time. */
  public void start() {
    handle(new LeaderElectorInput.Ticked());
  }

  /** Stops without a word: the Lease is left to expire. */
  public void close() {
    closed = true;
    heardEpochs.merge(partition, elector.heardEpoch(), Math::max);
    alarm.off();
  }

  /** What keeps it from owning the partition, cause and remedy, one line. */
  public Optional<String> problem() {
    return foreign.or(() -> failed);
  }

  /** Whether a call for the Lease was answered lately: whoever owned it could renew it. */
  public boolean reachesLease() {
    return answeredMillis.filter(at -> loop.nowMillis() - at < silenceMillis).isPresent();
  }

  /** Something happened to the election. */
  public void handle(LeaderElectorInput input) {
    if (!closed) {
      elector.handle(input, loop.nowMillis()).forEach(this::perform);
    }
  }

  private void perform(LeaderElectorEffect effect) {
    switch (effect) {
      case LeaderElectorEffect.ReadLease(long request) ->
          call(request, () -> leases.read(partition, of));
      case LeaderElectorEffect.CreateLease(long request, LeaseRecord record) ->
          call(request, () -> leases.create(partition, of, record));
      case LeaderElectorEffect.UpdateLease(
              long request,
              String uid,
              ResourceVersion version,
              LeaseRecord record) -> {
        boolean taken = !owns;
        call(request, () -> leases.update(partition, of, uid, version, record, taken));
      }
      case LeaderElectorEffect.Begin(Tenure tenure) -> {
        LOG.info("{} is owned here, at epoch {}", partition, tenure.epoch());
        owns = true;
        candidate.begin(tenure);
      }
      case LeaderElectorEffect.Renewed(long untilMillis) -> candidate.renewed(untilMillis);
      case LeaderElectorEffect.RosterAssured(Set<Incarnation> workers) ->
          candidate.rosterAssured(workers);
      case LeaderElectorEffect.Leave() -> candidate.leave();
      case LeaderElectorEffect.End(LeaderElectorEffect.Why why) -> end(why);
      case LeaderElectorEffect.Probe(Incarnation watcher) ->
          deaths.probe(
              watcher,
              () -> loop.execute(() -> handle(new LeaderElectorInput.ProvenDead(watcher))));
      case LeaderElectorEffect.ReportForeign(String why) -> {
        LOG.warn("{}", why);
        foreign = Optional.of(why);
        candidate.problemChanged();
      }
      case LeaderElectorEffect.Left() -> {
        close();
        candidate.over();
      }
      case LeaderElectorEffect.Closed() -> {
        close();
        candidate.closed();
      }
      case LeaderElectorEffect.WakeAt(long atMillis) -> alarm.setAt(atMillis);
    }
  }

  private void end(LeaderElectorEffect.Why why) {
    if (why == LeaderElectorEffect.Why.RELEASED) {
      LOG.info("{} is given up", partition);
      bus.publish(Topic.OWNERSHIP, new Vacated(partition));
    } else {
      LOG.warn("{} is not owned here any more: {}", partition, words(why));
    }
    owns = false;
    candidate.end(why);
  }

  private static String words(LeaderElectorEffect.Why why) {
    return switch (why) {
      case RENEW_DEADLINE -> "its Lease could not be renewed in time";
      case LOST -> "its Lease is another's";
      case HIGHER_EPOCH -> "a worker serves an owner at a higher epoch";
      case SUSPENDED -> "this machine was suspended";
      case RELEASED -> "it was released";
    };
  }

  private void call(long request, LeaseCall call) {
    loop.virtual(
        "Lease of " + partition,
        () -> {
          try {
            LeaseAnswer answer = call.make();
            loop.execute(() -> answered(request, answer));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException broken) {
            // An elector waits for its answer: without one it would never move again.
            String cause = "Lease " + partition + ": " + broken;
            loop.execute(() -> answered(request, new LeaseAnswer.Failed(cause)));
          }
        });
  }

  private void answered(long request, LeaseAnswer answer) {
    if (!(answer instanceof LeaseAnswer.Failed)) {
      answeredMillis = Optional.of(loop.nowMillis());
    }
    report(answer);
    handle(
        switch (answer) {
          case LeaseAnswer.Found(Lease lease) -> new LeaderElectorInput.LeaseRead(request, lease);
          case LeaseAnswer.Stored(String uid, ResourceVersion version) ->
              new LeaderElectorInput.Stored(request, uid, version);
          case LeaseAnswer.Conflicted() -> new LeaderElectorInput.Conflicted(request);
          case LeaseAnswer.Missing() -> new LeaderElectorInput.Missing(request);
          case LeaseAnswer.Failed _ -> new LeaderElectorInput.Unanswered(request);
        });
  }

  /** A failure is logged when it comes and when it has gone, not at every try. */
  private void report(LeaseAnswer answer) {
    Optional<String> failure =
        answer instanceof LeaseAnswer.Failed(String cause) ? Optional.of(cause) : Optional.empty();
    Optional<String> stranger =
        answer instanceof LeaseAnswer.Found(Lease.Foreign _) ? foreign : Optional.empty();
    if (!failure.equals(failed) || !stranger.equals(foreign)) {
      failure.filter(cause -> failed.isEmpty()).ifPresent(cause -> LOG.warn("{}", cause));
      failed = failure;
      foreign = failure.isPresent() ? foreign : stranger;
      candidate.problemChanged();
    }
  }
}
