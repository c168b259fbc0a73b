package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.time.Alarm;
import java.util.Set;

/**
 * One stretch of ownership, and what it begins with.
 *
 * @param epoch above every epoch that the partition was owned at before
 * @param heirs the workers that may still have permits of an earlier epoch
 * @param quietMillis when every such permit has ended, whatever became of its worker
 * @param knowsAll whether {@code heirs} are all such workers; if not, only time helps
 * @param leaseEndsMillis when the Lease ends unless it is renewed; {@link Alarm#NEVER} if there is
 *     no Lease
 */
public record Tenure(
    long epoch, Set<Incarnation> heirs, long quietMillis, boolean knowsAll, long leaseEndsMillis) {

  public Tenure {
    heirs = Set.copyOf(heirs);
  }

  /** A tenure without a Lease, where no other process can own anything. */
  public static Tenure alone(long epoch) {
    return new Tenure(epoch, Set.of(), Long.MIN_VALUE, true, Alarm.NEVER);
  }

  /** Whether a Lease bounds it. */
  public boolean leased() {
    return leaseEndsMillis != Alarm.NEVER;
  }
}
