package dev.fairlead.protocol.flight;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.Optional;

/**
 * What becomes of an attempt by the answer to its {@link StatusIntent}: the status is part of the
 * attempt, so one that could not be told is an attempt that failed. An attempt that had failed
 * before keeps its own failure.
 *
 * @param write what the key has to wait for, or people are told; empty if nothing was written
 */
public record StatusOutcome(Outcome outcome, Optional<WriteEntry> write) {

  private static final String VERB = "patch";

  /** How an attempt ends that would have ended with {@code outcome}. */
  public static StatusOutcome of(ObjectRef primary, Outcome outcome, StatusReply reply) {
    return switch (reply) {
      case StatusReply.Written(String uid, ResourceVersion version) ->
          new StatusOutcome(
              outcome, Optional.of(new WriteEntry.Written(primary, VERB, 200, uid, version)));
      case StatusReply.Unchanged() -> new StatusOutcome(outcome, Optional.empty());
      case StatusReply.Gone() -> new StatusOutcome(new Outcome.Done(), Optional.empty());
      case StatusReply.Conflict(ResourceVersion seen) ->
          new StatusOutcome(
              unlessFailed(outcome, new Outcome.Stale(primary, seen)),
              refused(primary, 409, "the primary has changed"));
      case StatusReply.Refused(int code, String message) ->
          new StatusOutcome(
              unlessFailed(outcome, new Outcome.Failed("StatusRefused", message)),
              refused(primary, code, message));
      case StatusReply.Unanswered(String message) ->
          new StatusOutcome(
              unlessFailed(outcome, new Outcome.Failed("StatusUnanswered", message)),
              Optional.of(new WriteEntry.Unanswered(primary, VERB)));
    };
  }

  private static Outcome unlessFailed(Outcome outcome, Outcome otherwise) {
    return outcome instanceof Outcome.Failed ? outcome : otherwise;
  }

  private static Optional<WriteEntry> refused(ObjectRef primary, int code, String message) {
    return Optional.of(new WriteEntry.Refused(primary, VERB, code, message));
  }
}
