package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a key stands, for people. Times are those of the owner's monotonic clock.
 *
 * @param priority how urgently it is wanted; empty if it is not
 * @param reasons why it is wanted, or why it runs
 * @param sinceMillis since when it is in its phase; empty where it is idle
 * @param untilMillis before when it will not run; empty if it does not wait for a time
 * @param token the attempt that runs
 * @param worker where it runs
 * @param dueAgain whether another attempt will follow the one that runs
 * @param holds what the cache must show before it may run
 * @param failures how many attempts have failed in a row
 * @param last the last attempt that ended, if it is still remembered
 */
public record KeyView(
    NamespacedName key,
    Phase phase,
    Optional<Priority> priority,
    List<Reason> reasons,
    OptionalLong sinceMillis,
    OptionalLong untilMillis,
    Optional<Token> token,
    Optional<Incarnation> worker,
    boolean dueAgain,
    List<HoldEntry> holds,
    int failures,
    Optional<Ended> last) {

  public KeyView {
    reasons = List.copyOf(reasons);
    holds = List.copyOf(holds);
  }

  /** A key of which nothing is known but that whoever owns it next will look at it. */
  public static KeyView unowned(NamespacedName key) {
    return unwanted(key, Phase.DUE, Optional.empty());
  }

  /** A key that nobody wants at this moment. */
  static KeyView unwanted(NamespacedName key, Phase phase, Optional<Ended> last) {
    return new KeyView(
        key,
        phase,
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        0,
        last);
  }

  /** An attempt that ended, and when the owner heard of it. */
  public record Ended(Finished finished, long atMillis) {}
}
