package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.HashMap;
import java.util.Map;

/**
 * 3. A permit lasts from when the beat that it answers was sent, by true time, and ends before the
 * Lease that granted it; a write that it lets out has its answer, or has given up, before it ends.
 */
final class PermitsEndInTime implements Invariant {

  private static final long ROUNDING_MILLIS = 3;

  /** How long after the last renewal others leave a Lease alone, by the fastest of clocks. */
  private static final long LEASE_MILLIS = 15_000 * 102 * 995 / 100_000;

  private final Map<BeatOf, Long> sent = new HashMap<>();
  private final Map<TokenAt, Long> ends = new HashMap<>();

  private record BeatOf(SimulatedWorker worker, Partition partition, long sequence) {}

  private record TokenAt(SimulatedWorker worker, Token token) {}

  @Override
  public void beaten(World world, SimulatedWorker worker, Beat beat) {
    sent.put(new BeatOf(worker, beat.partition(), beat.sequence()), world.schedule().now());
  }

  @Override
  public void received(World world, SimulatedWorker worker, WorkerInput input) {
    switch (input) {
      case WorkerInput.PermitReceived(Permit permit) -> {
        long from = sentAt(worker, permit.partition(), permit.beat());
        long until = from + worker.process().trueDuration(permit.durationMillis());
        permit
            .standing()
            .forEach(token -> ends.merge(new TokenAt(worker, token), until, Math::max));
        checkLease(world, permit.partition(), permit.epoch(), permit.owner(), until);
      }
      case WorkerInput.AssignReceived(Assign assign) -> {
        Token token = assign.token();
        long from = sentAt(worker, token.partition(), assign.beat());
        long until = from + worker.process().trueDuration(assign.permitMillis());
        ends.merge(new TokenAt(worker, token), until, Math::max);
        checkLease(world, token.partition(), token.epoch(), assign.owner(), until);
      }
      default -> {}
    }
  }

  private long sentAt(SimulatedWorker worker, Partition partition, long beat) {
    return sent.getOrDefault(new BeatOf(worker, partition, beat), -1_000_000L);
  }

  private static void checkLease(
      World world, Partition partition, long epoch, Incarnation owner, long until) {
    long leaseEnds =
        world
            .leases()
            .last(partition, epoch, owner)
            .map(commit -> commit.atMillis() + LEASE_MILLIS)
            .orElse(Long.MAX_VALUE);
    if (until > leaseEnds) {
      throw new Violation(
          "3 PermitsEndInTime",
          "%s permits at epoch %d until %d under a Lease that ends at %d"
              .formatted(owner, epoch, until, leaseEnds));
    }
  }

  @Override
  public void passedGate(World world, SimulatedWorker worker, Token token, long timeoutMillis) {
    long ends = this.ends.getOrDefault(new TokenAt(worker, token), -1_000_000L);
    long written = world.schedule().now() + worker.process().trueDuration(timeoutMillis);
    if (written > ends + ROUNDING_MILLIS) {
      throw new Violation(
          "3 PermitsEndInTime",
          token + " may write until " + written + " under a permit that ends at " + ends);
    }
  }
}
