package dev.fairlead.protocol.ownership;

import dev.fairlead.protocol.message.Incarnation;
import java.util.Set;

/**
 * A Lease that may be taken, and what that begins with.
 *
 * @param lease the Lease in exactly this state
 * @param epoch the highest epoch so far
 * @param roster the workers that may have permits of it or an earlier one
 * @param quietMillis when all of these permits have ended
 * @param young whether only a whole Lease's time makes sure that nobody owns the partition yet
 */
record Claim(Lease lease, long epoch, Set<Incarnation> roster, long quietMillis, boolean young) {}
