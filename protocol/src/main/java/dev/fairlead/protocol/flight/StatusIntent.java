package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt wants said about its primary, asked of a status replica as a part of the attempt
 * and answered by a {@link StatusReply}. Events are recorded whatever becomes of the status.
 *
 * @param token the attempt
 * @param worker who asks
 * @param primary the object
 * @param kind its kind
 * @param uid its identity as the attempt saw it
 * @param version the only version on top of which the status may be written
 * @param generation the generation that the attempt saw
 * @param observed the status as the attempt saw it, a JSON object
 * @param desired the whole status except its conditions, a JSON object; empty leaves it as it is
 * @param conditions merged with those of the observed status by type
 * @param events told once, repetitions are counted
 * @param deadlineMillis how long the write may take, from when the intent is received
 * @param trace the attempt's context
 */
public record StatusIntent(
    Token token,
    Incarnation worker,
    ObjectRef primary,
    GroupVersionKind kind,
    String uid,
    ResourceVersion version,
    long generation,
    Frame observed,
    Optional<Frame> desired,
    List<Condition> conditions,
    List<Event> events,
    long deadlineMillis,
    TraceContext trace) {

  public StatusIntent {
    conditions = List.copyOf(conditions);
    events = List.copyOf(events);
  }
}
