package dev.fairlead.reconciler.journal;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import java.util.List;

/** One thing that an attempt did. */
public sealed interface JournalEntry {

  /** The attempt. */
  Token token();

  /** When. */
  Moment moment();

  /** It starts; {@code owner} assigned it. */
  record Started(Token token, Moment moment, Incarnation owner) implements JournalEntry {}

  /**
   * The gate lets one write out.
   *
   * @param moment right before the gate was asked
   * @param verb what will be done, as RBAC names it
   * @param ref to which object
   * @param subresource of it; empty for the object itself
   * @param traceparent of the call, or, where another process makes it, of its parent
   */
  record Passed(
      Token token,
      Moment moment,
      String verb,
      ObjectRef ref,
      String subresource,
      String traceparent)
      implements JournalEntry {}

  /** It has ended, with these writes. */
  record Ended(Token token, Moment moment, Outcome outcome, List<WriteEntry> writes)
      implements JournalEntry {

    public Ended {
      writes = List.copyOf(writes);
    }
  }
}
