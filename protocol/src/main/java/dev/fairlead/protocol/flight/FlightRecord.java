package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Instant;
import java.util.List;

/** One fact about a key, broadcast by the owner as it happens. */
public sealed interface FlightRecord {

  /** The controller of the key. */
  String controller();

  /** The key. */
  NamespacedName key();

  /** When, by the owner's wall clock; for people only. */
  Instant at();

  /** An attempt was given to a worker. */
  record Assigned(
      String controller,
      NamespacedName key,
      Instant at,
      Token token,
      Incarnation worker,
      List<Reason> reasons,
      String traceId)
      implements FlightRecord {

    public Assigned {
      reasons = List.copyOf(reasons);
    }
  }

  /** An attempt ended. */
  record Ended(String controller, NamespacedName key, Instant at, Finished finished)
      implements FlightRecord {}

  /** The primary is gone. */
  record Removed(String controller, NamespacedName key, Instant at) implements FlightRecord {}
}
