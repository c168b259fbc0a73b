package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import java.util.HashMap;
import java.util.Map;

/**
 * A key that fails again and again waits twice as long each time, unless somebody changes what it
 * reads; an echo of its own work shortens that to a second.
 */
final class BackedOff implements Invariant {

  private static final long FIRST_MILLIS = 5;
  private static final long ECHO_MILLIS = 1_000;
  private static final int DOUBLINGS_MAX = 10;

  private final Map<OwnedKey, Long> failedMillis = new HashMap<>();

  @Override
  public void over(World world, SimulatedOwner owner, Finished finished) {
    OwnedKey key = new OwnedKey(owner, finished.token().key());
    boolean failed =
        finished.outcome() instanceof Outcome.Failed || finished.outcome() instanceof Outcome.Stale;
    if (failed) {
      failedMillis.put(key, owner.process().local());
    } else {
      failedMillis.remove(key);
    }
  }

  @Override
  public void assigned(World world, SimulatedOwner owner, Assign assign) {
    Long failed = failedMillis.remove(new OwnedKey(owner, assign.token().key()));
    if (failed == null
        || assign.failures() == 0
        || assign.reasons().stream().anyMatch(BackedOff::endsWait)) {
      return;
    }
    int doublings = Math.min(assign.failures() - 1, DOUBLINGS_MAX);
    long least = Math.min(FIRST_MILLIS << doublings, ECHO_MILLIS);
    long waited = owner.process().local() - failed;
    if (waited < least) {
      throw new Violation(
          "BackedOff",
          assign.token() + " runs " + waited + " ms after failure " + assign.failures());
    }
  }

  private static boolean endsWait(Reason reason) {
    return switch (reason.type()) {
      case PRIMARY_ADDED, PRIMARY_CHANGED, PRIMARY_DELETING, READ_CHANGED, USER_REQUEST, RESUMED ->
          true;
      case WORKER_LOST -> true;
      case CHILD_CHANGED, CHILD_GONE, RETRY, LOOK_AGAIN, RESYNC -> false;
    };
  }
}
