package dev.fairlead.status.event;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.status.Event;
import java.time.Instant;

/**
 * One Event object of the API server, as it should be now.
 *
 * @param name its namespace and name
 * @param count how often it was told
 */
public record Entry(
    NamespacedName name, Subject subject, Event event, int count, Instant first, Instant last) {

  Entry repeated(Instant now) {
    return new Entry(name, subject, event, count + 1, first, now);
  }
}
