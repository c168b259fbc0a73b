package dev.fairlead.watcher.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.dispatch.HoldEntry;
import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.watcher.controller.Child;
import dev.fairlead.watcher.dispatch.Ownership;
import dev.fairlead.watcher.informer.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The sentence that tells why an object is as it is; the clock stands at 100 s. */
class DiagnosisTest {

  private static final NamespacedName KEY = new NamespacedName("default", "a");
  private static final Partition PARTITION = Partition.whole("cache");
  private static final Incarnation WORKER = new Incarnation("w-1");
  private static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final ObjectRef CHILD = new ObjectRef(DEPLOYMENTS, KEY);
  private static final DispatcherView.WorkerView BUSY =
      new DispatcherView.WorkerView(WORKER, "", 2, 2, 1, OptionalLong.of(99_000));

  private boolean synced = true;
  private List<Problem> problems = List.of();
  private List<DispatcherView.WorkerView> workers = List.of(BUSY);
  private Map<String, String> annotations = Map.of();
  private List<Child> children = List.of();
  private String json = "{}";
  private Incarnation owner = new Incarnation("o");

  @Test
  void paused() {
    annotations = Map.of("fairlead.dev/paused", "true");
    assertThat(why(key(Phase.PAUSED)))
        .isEqualTo(
            "paused| Paused by its annotation fairlead.dev/paused: nothing is done until the"
                + " annotation is taken off");
  }

  @Test
  void notSynced() {
    synced = false;
    assertThat(why(key(Phase.DUE)))
        .startsWith("notSynced| The cache is not complete yet: nothing is reconciled");
    problems =
        List.of(
            new Problem.Forbidden("watch", DEPLOYMENTS, "prod"), new Problem.Undecodable("x", "y"));
    assertThat(why(key(Phase.DUE)))
        .isEqualTo(
            "missingPermission| Missing permission: watch deployments.apps in namespace prod;"
                + " grant get, list and watch to Fairlead's account");
    problems = List.of(new Problem.KindMissing(new GroupVersionKind("x.test", "v1", "Thing")));
    assertThat(why(key(Phase.DUE)))
        .isEqualTo(
            "kindMissing| Kind Thing (x.test/v1) is not installed: apply its"
                + " CustomResourceDefinition, or start with --install-crds");
  }

  @Test
  void notOwned() {
    owner = new Incarnation("");
    assertThat(why(key(Phase.DUE)))
        .startsWith("noOwner| No watcher owns partition cache.1.0 at this moment");
  }

  @Test
  void due() {
    assertThat(why(key(Phase.DUE)))
        .isEqualTo(
            "waitingForCredit| Waiting for a free worker: 2 of 2 slots are taken; it has been due"
                + " for 4 s because of PRIMARY_CHANGED (generation 2)");
    workers = List.of();
    assertThat(why(key(Phase.DUE)))
        .isEqualTo(
            "noWorker| No worker: no process runs controller cache, so it has been waiting for"
                + " 4 s");
  }

  @Test
  void running() {
    assertThat(why(key(Phase.RUNNING)))
        .isEqualTo(
            "running| Being reconciled on w-1 for 4 s because of PRIMARY_CHANGED (generation 2)");
  }

  @Test
  void held() {
    assertThat(why(key(Phase.HELD, new HoldEntry.Version(CHILD, new ResourceVersion("7")))))
        .isEqualTo(
            "held| Held for its own write: it waits for the cache to show deployments.apps"
                + " default/a at version 7");
    assertThat(why(key(Phase.HELD, new HoldEntry.OtherVersion(CHILD, new ResourceVersion("7")))))
        .startsWith("conflict| Conflict: an object was changed by somebody else");
  }

  @Test
  void delayed() {
    assertThat(why(key(Phase.DELAYED, new Outcome.Failed("Broken", "no disk"))))
        .isEqualTo(
            "backoff| Broken: no disk; it has failed 3 times in a row and is tried again in 8 s");
    assertThat(why(key(Phase.DELAYED, new Outcome.Stale(CHILD, new ResourceVersion("1")))))
        .isEqualTo(
            "conflict| Conflict: deployments.apps default/a was changed by somebody else while it"
                + " was reconciled; it is tried again in 8 s");
    assertThat(why(key(Phase.DELAYED, new Outcome.RetryAfter(1, "waiting for DNS"))))
        .isEqualTo("waiting| Waiting for DNS; it is looked at again in 8 s");
  }

  @Test
  void rejected() {
    assertThat(why(key(Phase.IDLE, new Outcome.Rejected("Invalid", "replicas: 0"))))
        .isEqualTo("rejected| Invalid: replicas: 0; it is tried again when the object changes");
    assertThat(
            why(
                key(
                    Phase.IDLE,
                    new Outcome.Rejected("ControlledByAnother", "x is controlled by Y"))))
        .startsWith("controlledByAnother| ControlledByAnother: x is controlled by Y;");
  }

  @Test
  void childNotReady() {
    children =
        List.of(
            new Child(
                new GroupVersionKind("apps", "v1", "Deployment"),
                object(DEPLOYMENTS, Map.of(), "{'spec':{'replicas':3},'status':{}}")));
    assertThat(why(key(Phase.IDLE, new Outcome.Done())))
        .isEqualTo(
            "childNotReady| Deployment default/a is not ready: 0 of 3 replicas are updated and"
                + " available");
  }

  @Test
  void notReadyByItself() {
    json =
        "{'status':{'conditions':[{'type':'Available','status':'False','reason':'Empty',"
            + "'message':'no data'}]}}";
    assertThat(why(key(Phase.IDLE, new Outcome.Done())))
        .isEqualTo("notReady| Not ready by its own status: Empty: no data");
  }

  @Test
  void well() {
    assertThat(why(key(Phase.IDLE, new Outcome.Done())))
        .isEqualTo(
            "well| All is as desired: Cache was reconciled 10 s ago and nothing has changed"
                + " since");
  }

  private String why(KeyView key) {
    GroupVersionKind kind = new GroupVersionKind("x.test", "v1", "Cache");
    PartitionFacts partition =
        new PartitionFacts(
            new Ownership(owner, PARTITION, 1, Instant.EPOCH),
            new DispatcherView(
                PARTITION,
                1,
                owner,
                synced,
                false,
                Map.of(),
                OptionalLong.empty(),
                Map.of(),
                List.of(),
                workers),
            0,
            0);
    ControllerFacts controller =
        new ControllerFacts(
            new Declaration(
                "cache",
                "1",
                new WatchedKind(kind, new KeyMapping.Self(), "", "", true),
                List.of(),
                List.of(),
                "Available",
                List.of(),
                Duration.ofSeconds(30),
                Duration.ZERO,
                2),
            Optional.empty(),
            List.of(partition),
            synced,
            problems,
            List.of(),
            100_000,
            Instant.EPOCH);
    ObservedObject primary =
        object(new GroupVersionResource("x.test", "v1", "caches"), annotations, json);
    Finding finding =
        Diagnosis.of(
            new ObjectFacts(controller, partition, primary, key, children, Optional.empty()),
            Json.decode(primary.frame()));
    return finding.cause() + "| " + finding.summary();
  }

  private static KeyView key(Phase phase, HoldEntry... holds) {
    boolean running = phase == Phase.RUNNING;
    return new KeyView(
        KEY,
        phase,
        Optional.empty(),
        List.of(Reason.of(Reason.Type.PRIMARY_CHANGED, "generation 2")),
        OptionalLong.of(96_000),
        OptionalLong.empty(),
        running ? Optional.of(new Token(PARTITION, 1, KEY, 5)) : Optional.empty(),
        running ? Optional.of(WORKER) : Optional.empty(),
        false,
        List.of(holds),
        0,
        Optional.empty());
  }

  private static KeyView key(Phase phase, Outcome last) {
    return new KeyView(
        KEY,
        phase,
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        phase == Phase.DELAYED ? OptionalLong.of(108_000) : OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        last instanceof Outcome.Failed ? 3 : 0,
        Optional.of(
            new KeyView.Ended(
                new Finished(
                    new Token(PARTITION, 1, KEY, 4), WORKER, last, List.of(), 5, TraceContext.NONE),
                90_000)));
  }

  private static ObservedObject object(
      GroupVersionResource resource, Map<String, String> annotations, String json) {
    return new ObservedObject(
        resource,
        new Metadata(
            KEY,
            "uid",
            new ResourceVersion("1"),
            1,
            false,
            Map.of(),
            annotations,
            List.of(),
            Map.of()),
        Frame.ofJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}
