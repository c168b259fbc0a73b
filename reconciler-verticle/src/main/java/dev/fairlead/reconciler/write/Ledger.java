package dev.fairlead.reconciler.write;

import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.worker.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt wrote, in the order of the answers. Thread-safe. Beyond {@value #ENTRIES_MAX}
 * entries only the last of each object is kept, which is all that a hold needs.
 */
public final class Ledger {

  static final int ENTRIES_MAX = 1_000;

  private final List<WriteEntry> entries = new ArrayList<>();
  private int answers;
  private Duration waited = Duration.ZERO;

  /** Adds an entry. */
  public synchronized void add(WriteEntry entry) {
    if (entries.size() >= ENTRIES_MAX) {
      entries.removeIf(older -> older.ref().equals(entry.ref()));
    }
    entries.add(entry);
  }

  /** Adds an entry for an answer that took so long. */
  synchronized void answered(WriteEntry entry, Duration after) {
    add(entry);
    answers++;
    waited = waited.plus(after);
  }

  /** What was waited for so far. */
  public synchronized Waits waits() {
    return new Waits(0, answers, waited.toMillis());
  }

  /** All so far. */
  public synchronized List<WriteEntry> entries() {
    return List.copyOf(entries);
  }

  /** The entry for an answer. */
  static WriteEntry entry(ObjectRef ref, String verb, String uid, WriteResult result) {
    return switch (result) {
      case WriteResult.Written(ObservedObject object, boolean created) ->
          object.metadata().deleting() && verb.equals("patch") && !holdsFinalizers(object)
              ? new WriteEntry.Gone(ref, verb, 200, object.metadata().uid())
              : new WriteEntry.Written(
                  ref,
                  verb,
                  created ? 201 : 200,
                  object.metadata().uid(),
                  object.resourceVersion());
      case WriteResult.Deleted(Optional<ObservedObject> remaining) ->
          new WriteEntry.Gone(ref, verb, 200, uid);
      case WriteResult.NotFound(String message) ->
          verb.equals("delete")
              ? new WriteEntry.Gone(ref, verb, 404, uid)
              : new WriteEntry.Refused(ref, verb, 404, message);
      case WriteResult.Conflict(String message) -> new WriteEntry.Refused(ref, verb, 409, message);
      case WriteResult.AlreadyExists(String message) ->
          new WriteEntry.Refused(ref, verb, 409, message);
      case WriteResult.Invalid(String message, var causes) ->
          new WriteEntry.Refused(ref, verb, 422, message);
      case WriteResult.Forbidden forbidden ->
          new WriteEntry.Refused(ref, verb, 403, forbidden.message());
      case WriteResult.Throttled(var after, String message) ->
          new WriteEntry.Refused(ref, verb, 429, message);
      case WriteResult.Failed(int code, String message) ->
          new WriteEntry.Refused(ref, verb, code, message);
      case WriteResult.Unreachable(String cause) -> new WriteEntry.Refused(ref, verb, 0, cause);
      case WriteResult.Unanswered(String cause) -> new WriteEntry.Unanswered(ref, verb);
    };
  }

  /** An object that was being deleted and lost its last finalizer is gone. */
  private static boolean holdsFinalizers(ObservedObject object) {
    return Finalizers.any(object.frame());
  }
}
