package dev.fairlead.mesh.vocabulary;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.diagnosis.Diagnosis;
import dev.fairlead.mesh.diagnosis.DiagnosisQuery;
import dev.fairlead.mesh.frame.DictionaryAnswer;
import dev.fairlead.mesh.frame.DictionaryQuery;
import dev.fairlead.mesh.frame.ElsewhereFrame;
import dev.fairlead.mesh.frame.RemoteFrame;
import dev.fairlead.mesh.frame.SnapshotChunk;
import dev.fairlead.mesh.frame.SnapshotQuery;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.DeclaredIndex;
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
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Permit;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Released;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.Standing;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.message.Vacated;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.OwnerReference;
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
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import dev.fairlead.protocol.query.WriteView;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.protocol.time.RateLimit;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A message of every kind, as it was at level 1. Maps and sets have one entry, so that there is one
 * order. These never change: what is added later has examples of its own.
 */
final class Examples {

  private static final Incarnation OWNER = new Incarnation("watcher-0-5f1e2d3c4b");
  private static final Incarnation WORKER = new Incarnation("worker-1-a0b1c2d3e4");
  private static final Partition PARTITION = new Partition("memcached", 2, 1);
  private static final NamespacedName KEY = new NamespacedName("default", "cache");
  private static final Token TOKEN = new Token(PARTITION, 7, KEY, 4_294_967_296L);
  private static final Instant AT = Instant.parse("2026-11-23T02:15:30.123456Z");
  private static final TraceContext TRACE =
      new TraceContext(
          Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  private static final List<Reason> REASONS =
      List.of(
          new Reason(Reason.Type.CHILD_CHANGED, "Deployment default/cache changed", ""),
          Reason.of(Reason.Type.USER_REQUEST, ""));

  private static final GroupVersionKind KIND =
      new GroupVersionKind("cache.fairlead.dev", "v1", "Memcached");
  private static final GroupVersionResource RESOURCE =
      new GroupVersionResource("cache.fairlead.dev", "v1", "memcacheds");
  private static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final ObjectRef PRIMARY = new ObjectRef(RESOURCE, KEY);
  private static final ObjectRef CHILD = new ObjectRef(DEPLOYMENTS, KEY);

  private Examples() {}

  /** The examples by the names of their files. */
  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    dispatch(all);
    all.put("assignReply-accepted", new AssignReply.Accepted(TOKEN, WORKER));
    all.put(
        "assignReply-refused",
        new AssignReply.Refused(TOKEN, WORKER, AssignReply.Why.LOWER_EPOCH, 8));
    outcomes()
        .forEach((name, outcome) ->
            all.put("finished-" + name, new Finished(TOKEN, WORKER, outcome, writes(), 41, TRACE)));
    Finished finished =
        new Finished(TOKEN, WORKER, new Outcome.Done(), List.of(), 0, TraceContext.NONE);
    all.put(
        "flight-assigned",
        new FlightRecord.Assigned("memcached", KEY, AT, TOKEN, WORKER, REASONS, TRACE.traceId()));
    all.put("flight-ended", new FlightRecord.Ended("memcached", KEY, AT, finished));
    all.put("flight-removed", new FlightRecord.Removed("memcached", KEY, AT));
    status(all);
    queries(all);
    answers(all);
    all.put(
        "presence",
        new Presence(WORKER, Set.of(Role.RECONCILER), "worker-1", "eu-1a", "0.1.0", AT, 0.25));
    frames(all);
    return all;
  }

  private static void frames(Map<String, Object> all) {
    RemoteFrame packed = new RemoteFrame("9f86d081884c7d659a2feaa0", 2_000, new byte[] {1, 2, 3});
    all.put("assign-packed", assign(packed));
    all.put("assign-elsewhere", assign(ElsewhereFrame.INSTANCE));
    all.put("dictionaryQuery", new DictionaryQuery(TOKEN, packed.dictionary()));
    all.put("dictionaryAnswer", new DictionaryAnswer(Buffer.buffer(new byte[] {4, 5, 6})));
    all.put(
        "lookupQuery",
        new LookupQuery(TOKEN, KIND, "default", "", Map.of("tier", "cache"), Optional.of(KEY)));
    all.put(
        "selectQuery",
        new SelectQuery(TOKEN, KIND, "default", "tier in (a,b)", "byNode", "n1", Optional.of(KEY)));
    all.put("lookupAnswer", new LookupAnswer(snapshot(Frame.EMPTY).children(), true));
    all.put("snapshotQuery", new SnapshotQuery(TOKEN, 1));
    all.put("diagnosisQuery", new DiagnosisQuery(true, 30));
    all.put("diagnosis", diagnosis());
    all.put("snapshotChunk", new SnapshotChunk(2, Buffer.buffer(new byte[] {7, 8})));
    all.put("snapshot", snapshot(Frame.EMPTY));
  }

  private static Diagnosis diagnosis() {
    return new Diagnosis(
        OWNER,
        60_000,
        new Diagnosis.Memory(1, 2, 3),
        List.of(new Diagnosis.Pool("buffers direct", 4)),
        List.of(new Diagnosis.Collector("G1 Young Generation", 5, 6)),
        new Diagnosis.Threads(7, 8, 9),
        List.of("a waits for b"),
        List.of(new Diagnosis.Loop("vert.x-eventloop-thread-0", 10, List.of("a.B.c(B.java:1)"))),
        new Diagnosis.Files(11, 12),
        List.of(new Diagnosis.HeapClass("[B", 13, 14)),
        "recording.jfr");
  }

  private static Assign assign(Frame primary) {
    return new Assign(
        TOKEN, OWNER, 1_001, 4_875, 30_000, List.of(), TraceContext.NONE, 0, snapshot(primary));
  }

  private static Snapshot snapshot(Frame primary) {
    Metadata metadata =
        new Metadata(
            KEY,
            "uid-1",
            new ResourceVersion("40"),
            0,
            true,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of());
    return new Snapshot(
        Optional.of(new ObservedObject(RESOURCE, metadata, primary)), List.of(), List.of());
  }

  private static void dispatch(Map<String, Object> all) {
    all.put("hello", new Hello(OWNER, PARTITION, 7));
    all.put("promise", new Promise(WORKER, PARTITION, 7, OWNER));
    all.put("beat", new Beat(WORKER, PARTITION, 7, 1_001, 1_000, 32, Set.of(TOKEN), 0.5, "eu-1a"));
    all.put("permit", new Permit(OWNER, PARTITION, 7, 1_001, Set.of(TOKEN), 5_000));
    all.put("permit-nothing", new Permit(OWNER, PARTITION, 7, 1_001, Set.of(), 5_000));
    all.put("announce", new Announce(WORKER, List.of(declaration()), "eu-1a"));
    all.put(
        "assign",
        new Assign(
            TOKEN,
            OWNER,
            1_001,
            4_875,
            30_000,
            REASONS,
            TRACE,
            2,
            new Snapshot(
                Optional.of(observed(RESOURCE, "{\"kind\":\"Memcached\"}", List.of())),
                List.of(
                    observed(
                        DEPLOYMENTS,
                        "{\"kind\":\"Deployment\"}",
                        List.of(new OwnerReference(KIND, "cache", "uid-1", true)))),
                List.of())));
    all.put(
        "assign-gone",
        new Assign(
            TOKEN,
            OWNER,
            1_001,
            4_875,
            30_000,
            List.of(),
            TraceContext.NONE,
            0,
            new Snapshot(Optional.empty(), List.of(), List.of())));
    all.put("released", new Released(TOKEN, OWNER));
    all.put("vacated", new Vacated(TOKEN.partition()));
    all.put("standing", new Standing(OWNER, "memcached", 2, true, Set.of(3)));
  }

  private static Declaration declaration() {
    return new Declaration(
        "memcached",
        "0.1.0",
        new WatchedKind(KIND, new KeyMapping.Self(), "tier=gold", "", true),
        List.of(
            new WatchedKind(
                new GroupVersionKind("apps", "v1", "Deployment"),
                new KeyMapping.ControllerOwner(),
                "",
                "",
                false)),
        List.of(
            read("ConfigMap", new KeyMapping.SameName()),
            read("Service", new KeyMapping.Label("cache")),
            read("Secret", new KeyMapping.PrimaryField("spec.tlsSecretName")),
            new WatchedKind(
                new GroupVersionKind("", "v1", "Node"),
                new KeyMapping.Code("com.example.NodeToCaches"),
                "",
                "",
                false,
                "com.example.NodeIsReady",
                true,
                List.of(new DeclaredIndex("byZone", "topology.kubernetes.io/zone", "")))),
        "Available",
        List.of("default"),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        32,
        Optional.of(new RateLimit(2.5, 10)));
  }

  private static WatchedKind read(String kind, KeyMapping mapping) {
    return new WatchedKind(new GroupVersionKind("", "v1", kind), mapping, "", "", false);
  }

  private static ObservedObject observed(
      GroupVersionResource resource, String json, List<OwnerReference> owners) {
    return new ObservedObject(
        resource,
        new Metadata(
            KEY,
            "5d9b2a10-0000-4000-8000-00000000c0de",
            new ResourceVersion("184467440737095516160"),
            3,
            false,
            Map.of("app.kubernetes.io/name", "größer"),
            Map.of("fairlead.dev/applied", "9f86d081"),
            owners,
            Map.of("spec.tlsSecretName", "tls")),
        Frame.ofJson(json.getBytes(UTF_8)));
  }

  private static Map<String, Outcome> outcomes() {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    outcomes.put("done", new Outcome.Done());
    outcomes.put("lookAgain", new Outcome.LookAgain(60_000));
    outcomes.put("retryAfter", new Outcome.RetryAfter(1_500, "waits for the Secret tls"));
    outcomes.put("failed", new Outcome.Failed("QuotaExceeded", "5 of 5 Pods are used"));
    outcomes.put("rejected", new Outcome.Rejected("InvalidSpec", "spec.size must be positive"));
    outcomes.put("stale", new Outcome.Stale(CHILD, new ResourceVersion("41")));
    outcomes.put("abandoned", new Outcome.Abandoned("the worker leaves"));
    return outcomes;
  }

  private static List<WriteEntry> writes() {
    return List.of(
        new WriteEntry.Written(CHILD, "create", 201, "uid-2", new ResourceVersion("42")),
        new WriteEntry.Gone(CHILD, "delete", 200, "uid-3"),
        new WriteEntry.Unanswered(CHILD, "patch"),
        new WriteEntry.Refused(CHILD, "patch", 403, "forbidden"));
  }

  private static void status(Map<String, Object> all) {
    all.put(
        "statusIntent",
        new StatusIntent(
            TOKEN,
            WORKER,
            PRIMARY,
            KIND,
            "uid-1",
            new ResourceVersion("40"),
            3,
            Frame.ofJson("{}".getBytes(UTF_8)),
            Optional.of(Frame.ofJson("{\"ready\":1}".getBytes(UTF_8))),
            List.of(Condition.of("Available").isTrue("AsDesired", "3 of 3 replicas are ready")),
            List.of(Event.warning("Slow", "it took 3 s")),
            2_000,
            TRACE));
    all.put("statusReply-written", new StatusReply.Written("uid-1", new ResourceVersion("43")));
    all.put("statusReply-unchanged", new StatusReply.Unchanged());
    all.put("statusReply-conflict", new StatusReply.Conflict(new ResourceVersion("40")));
    all.put("statusReply-gone", new StatusReply.Gone());
    all.put("statusReply-refused", new StatusReply.Refused(403, "forbidden"));
    all.put("statusReply-unanswered", new StatusReply.Unanswered("no answer in 2 s"));
  }

  private static void queries(Map<String, Object> all) {
    all.put("watcherQuery-listControllers", new WatcherQuery.ListControllers());
    all.put("watcherQuery-getController", new WatcherQuery.GetController("memcached"));
    all.put(
        "watcherQuery-listObjects",
        new WatcherQuery.ListObjects(
            "memcached",
            "default",
            "tier=gold",
            "t/ca",
            Optional.of(true),
            Optional.of(Phase.HELD),
            100,
            Optional.of(KEY)));
    all.put("watcherQuery-getObject", new WatcherQuery.GetObject("memcached", KEY));
    all.put("watcherQuery-explain", new WatcherQuery.Explain("memcached", KEY));
    all.put("watcherQuery-pause", new WatcherQuery.Pause("memcached", true));
    all.put("watcherQuery-reconcile", new WatcherQuery.Reconcile("memcached", KEY, TRACE));
    all.put("historyQuery", new HistoryQuery("memcached", KEY));
  }

  private static void answers(Map<String, Object> all) {
    WriteView write = new WriteView("create", "deployments.apps default/cache", 201);
    reply(
        all,
        "controllers",
        new WatcherAnswer.Controllers(
            List.of(
                new ControllerView(
                    "memcached",
                    "Memcached",
                    "cache.fairlead.dev/v1",
                    List.of("Deployment"),
                    List.of(),
                    3,
                    2,
                    1,
                    0,
                    1,
                    0,
                    0,
                    false,
                    2,
                    64,
                    0.5,
                    1.25,
                    0,
                    List.of("may not list deployments.apps"),
                    Optional.of(RESOURCE))),
            List.of(
                new PartitionView(
                    "memcached", 2, 1, OWNER.id(), 7, AT, List.of(WORKER.id()), true))));
    reply(all, "objects", new WatcherAnswer.Objects(List.of(object()), Optional.of(KEY)));
    reply(
        all,
        "explanation",
        new WatcherAnswer.Explanation(
            new ExplainView(
                "default/cache waits 5 s more after 3 failures",
                "backoff",
                Phase.DELAYED,
                Optional.of(false),
                1_234,
                "the end of its backoff",
                List.of("RETRY"),
                OWNER.id(),
                7,
                12,
                Optional.of(WORKER.id()),
                List.of(write),
                List.of("a hold"),
                Optional.of("QuotaExceeded: 5 of 5 Pods are used"),
                Optional.of(AT),
                Optional.of(TRACE.traceId()))));
    reply(all, "taken", new WatcherAnswer.Taken());
    reply(all, "notOwned", new WatcherAnswer.NotOwned("memcached", KEY));
    reply(all, "noSuchController", new WatcherAnswer.NoSuchController("redis"));
    reply(all, "noSuchObject", new WatcherAnswer.NoSuchObject("memcached", KEY));
    reply(all, "badQuery", new WatcherAnswer.BadQuery("labelSelector", "no operator"));
    all.put("historyView", new HistoryView(List.of(attempt(write)), Optional.of(AT)));
    all.put("historiesQuery", new HistoriesQuery(Optional.of(new HistoryQuery("memcached", KEY))));
    all.put(
        "historiesView",
        new HistoriesView(
            AT,
            List.of(
                new HistoriesView.OfObject(
                    new HistoryQuery("memcached", KEY), List.of(attempt(write)))),
            true));
  }

  private static HistoryItem attempt(WriteView write) {
    return new HistoryItem(
        AT,
        "ended",
        12,
        7,
        Optional.of(WORKER.id()),
        List.of("RESYNC"),
        Optional.of("done"),
        Optional.empty(),
        Optional.of(41L),
        List.of(write),
        Optional.empty());
  }

  private static void reply(Map<String, Object> all, String name, WatcherAnswer answer) {
    all.put("watcherReply-" + name, new WatcherReply(true, answer));
  }

  private static ObjectView object() {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", "Available");
    condition.put("observedGeneration", 3);
    condition.put("message", null);
    return new ObjectView(
        "memcached",
        "default",
        "cache",
        "uid-1",
        "43",
        3,
        3,
        Phase.IDLE,
        Optional.of(true),
        List.of(condition),
        List.of("RESYNC"),
        OWNER.id(),
        7,
        12,
        Optional.empty(),
        Optional.of("done"),
        Optional.empty(),
        Optional.of(41L),
        Optional.of(AT),
        Optional.empty(),
        Optional.of(TRACE.traceId()),
        List.of(new ChildView("apps/v1", "Deployment", "default", "cache", Optional.of(true))));
  }
}
