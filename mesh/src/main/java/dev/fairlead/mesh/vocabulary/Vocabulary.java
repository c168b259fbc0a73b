package dev.fairlead.mesh.vocabulary;

import dev.fairlead.mesh.diagnosis.Diagnosis;
import dev.fairlead.mesh.diagnosis.DiagnosisQuery;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.mesh.wire.Schema;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Announce;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.AssignReply;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Hello;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.ChildView;
import dev.fairlead.protocol.query.ControllerView;
import dev.fairlead.protocol.query.ExplainView;
import dev.fairlead.protocol.query.HistoriesQuery;
import dev.fairlead.protocol.query.HistoriesView;
import dev.fairlead.protocol.query.HistoryItem;
import dev.fairlead.protocol.query.HistoryQuery;
import dev.fairlead.protocol.query.HistoryView;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.protocol.query.ObjectView;
import dev.fairlead.protocol.query.PartitionView;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import dev.fairlead.protocol.query.WriteView;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * The list. Names stand on the wire for ever; how something is added to it, {@link
 * dev.fairlead.mesh.wire} tells.
 */
public final class Vocabulary {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  /** Names of Kubernetes and the headers of a trace, of which baggage has 8 KiB. */
  private static final int SMALL = 32 * KIB;

  private static final Schema SCHEMA = list();

  private Vocabulary() {}

  /** What is said. */
  public static Schema schema() {
    return SCHEMA;
  }

  private static Schema list() {
    Schema.Builder list = Schema.builder();
    parts(list);
    unions(list);
    views(list);
    return list.message("hello", Hello.class, SMALL)
        .message("promise", Promise.class, SMALL)
        .message("beat", Beat.class, 256 * KIB)
        .message("permit", Permit.class, 256 * KIB)
        .message("announce", Announce.class, 256 * KIB)
        .message("assign", Assign.class, 256 * KIB)
        .message("assignReply", AssignReply.class, SMALL)
        .message("finished", Finished.class, MIB)
        .message("released", Released.class, SMALL)
        .message("vacated", Vacated.class, SMALL)
        .message("standing", Standing.class, SMALL)
        .message("flight", FlightRecord.class, MIB + SMALL)
        .message("statusIntent", StatusIntent.class, 4 * MIB)
        .message("statusReply", StatusReply.class, 64 * KIB)
        .message("watcherQuery", WatcherQuery.class, SMALL)
        .message("watcherReply", WatcherReply.class, 4 * MIB)
        .message("historyQuery", HistoryQuery.class, SMALL)
        .message("historyView", HistoryView.class, 4 * MIB)
        .message("historiesQuery", HistoriesQuery.class, SMALL)
        .message("historiesView", HistoriesView.class, 8 * MIB)
        .message("presence", Presence.class, SMALL)
        .message("diagnosisQuery", DiagnosisQuery.class, SMALL)
        .message("diagnosis", Diagnosis.class, MIB)
        .message("dictionaryQuery", DictionaryQuery.class, SMALL)
        .message("dictionaryAnswer", DictionaryAnswer.class, 64 * KIB)
        .message("lookupQuery", LookupQuery.class, SMALL)
        .message("selectQuery", SelectQuery.class, SMALL)
        .message("lookupAnswer", LookupAnswer.class, 4 * MIB)
        .message("snapshotQuery", SnapshotQuery.class, SMALL)
        .message("snapshotChunk", SnapshotChunk.class, SnapshotChunk.BYTES + SMALL)
        .message("snapshot", Snapshot.class, SnapshotChunk.SNAPSHOT_BYTES_MAX)
        .build();
  }

  /** What messages are made of, and may do without. */
  private static void parts(Schema.Builder list) {
    list.text(Incarnation.class, Incarnation::id, Incarnation::new)
        .text(ResourceVersion.class, ResourceVersion::value, ResourceVersion::new)
        .bytes(Buffer.class, Buffer::getBytes, Buffer::buffer)
        .mayLack(TraceContext.class, "headers")
        .mayLack(Reason.class, "detail", "traceparent")
        .mayLack(Declaration.class, "version", "rate")
        .mayLack(WatchedKind.class, "predicate", "metadataOnly", "indexes")
        .mayLack(Announce.class, "zone")
        .mayLack(Beat.class, "load", "zone")
        .mayLack(Assign.class, "reasons", "trace", "failures")
        .mayLack(Finished.class, "durationMillis", "trace")
        .mayLack(StatusIntent.class, "trace")
        .mayLack(Presence.class, "host", "zone", "version", "load");
  }

  private static void unions(Schema.Builder list) {
    list.union(
            KeyMapping.class,
            Map.of(
                "self", KeyMapping.Self.class,
                "controllerOwner", KeyMapping.ControllerOwner.class,
                "sameName", KeyMapping.SameName.class,
                "label", KeyMapping.Label.class,
                "primaryField", KeyMapping.PrimaryField.class,
                "code", KeyMapping.Code.class))
        .union(
            AssignReply.class,
            Map.of(
                "accepted", AssignReply.Accepted.class,
                "refused", AssignReply.Refused.class))
        .mayLack(Outcome.RetryAfter.class, "reason")
        .mayLack(Outcome.Failed.class, "reason", "message")
        .mayLack(Outcome.Rejected.class, "reason", "message")
        .mayLack(Outcome.Abandoned.class, "reason")
        .union(
            Outcome.class,
            Map.of(
                "done", Outcome.Done.class,
                "lookAgain", Outcome.LookAgain.class,
                "retryAfter", Outcome.RetryAfter.class,
                "failed", Outcome.Failed.class,
                "rejected", Outcome.Rejected.class,
                "stale", Outcome.Stale.class,
                "abandoned", Outcome.Abandoned.class))
        .mayLack(WriteEntry.Refused.class, "message")
        .union(
            WriteEntry.class,
            Map.of(
                "written", WriteEntry.Written.class,
                "gone", WriteEntry.Gone.class,
                "unanswered", WriteEntry.Unanswered.class,
                "refused", WriteEntry.Refused.class))
        .mayLack(FlightRecord.Assigned.class, "reasons", "traceId")
        .union(
            FlightRecord.class,
            Map.of(
                "assigned", FlightRecord.Assigned.class,
                "ended", FlightRecord.Ended.class,
                "removed", FlightRecord.Removed.class))
        .mayLack(StatusReply.Refused.class, "message")
        .mayLack(StatusReply.Unanswered.class, "message")
        .union(
            StatusReply.class,
            Map.of(
                "written", StatusReply.Written.class,
                "unchanged", StatusReply.Unchanged.class,
                "conflict", StatusReply.Conflict.class,
                "gone", StatusReply.Gone.class,
                "refused", StatusReply.Refused.class,
                "unanswered", StatusReply.Unanswered.class));
  }

  /** What people ask and are told. */
  private static void views(Schema.Builder list) {
    list.forPeople(ChildView.class)
        .forPeople(ControllerView.class)
        .forPeople(PartitionView.class)
        .forPeople(ObjectView.class)
        .forPeople(WriteView.class)
        .forPeople(ExplainView.class)
        .forPeople(HistoryItem.class)
        .mayLack(WatcherQuery.ListObjects.class, "search")
        .mayLack(HistoryView.class, "since")
        .mayLack(WatcherQuery.Reconcile.class, "trace")
        .union(
            WatcherQuery.class,
            Map.of(
                "listControllers", WatcherQuery.ListControllers.class,
                "getController", WatcherQuery.GetController.class,
                "listObjects", WatcherQuery.ListObjects.class,
                "getObject", WatcherQuery.GetObject.class,
                "explain", WatcherQuery.Explain.class,
                "reconcile", WatcherQuery.Reconcile.class,
                "pause", WatcherQuery.Pause.class))
        .union(
            WatcherAnswer.class,
            Map.of(
                "controllers", WatcherAnswer.Controllers.class,
                "objects", WatcherAnswer.Objects.class,
                "explanation", WatcherAnswer.Explanation.class,
                "taken", WatcherAnswer.Taken.class,
                "notOwned", WatcherAnswer.NotOwned.class,
                "noSuchController", WatcherAnswer.NoSuchController.class,
                "noSuchObject", WatcherAnswer.NoSuchObject.class,
                "badQuery", WatcherAnswer.BadQuery.class));
  }
}
