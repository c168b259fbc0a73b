package dev.fairlead.watcher.explain;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.time.RateLimit;
import dev.fairlead.sdk.readiness.Readiness;
import dev.fairlead.watcher.informer.Problem;
import java.util.ArrayList;
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
  private static final String DENIED =
      "deployments.apps \"a\" is forbidden: User"
          + " \"system:serviceaccount:fairlead-system:fairlead-reconciler\" cannot patch resource"
          + " \"deployments\" in API group \"apps\" in the namespace \"default\"";

  private boolean paused;
  private boolean controllerPaused;
  private boolean deleting;
  private boolean synced = true;
  private boolean owned = true;
  private List<String> unowned = List.of();
  private int failures;
  private Rivals rivals = Rivals.UNKNOWN;
  private Readiness readiness = Readiness.NONE;
  private final List<Problem> problems = new ArrayList<>();
  private final List<ChildState> children = new ArrayList<>();
  private final List<WriteEntry> writes = new ArrayList<>();
  private List<DispatcherView.WorkerView> workers = workers(1);
  private Optional<RateLimit> limitedBy = Optional.empty();

  @Test
  void pausedByItsAnnotation() {
    paused = true;
    assertThat(why(Phase.PAUSED))
        .isEqualTo(
            "Paused| Paused by annotation fairlead.dev/paused: nothing is done until the annotation"
                + " is taken off");
  }

  @Test
  void pausedWithItsController() {
    controllerPaused = true;
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "Paused| Paused by controller cache as a whole: nothing is done until it is resumed");
  }

  @Test
  void aKindIsAbsent() {
    synced = false;
    problems.add(new Problem.KindMissing(new GroupVersionKind("x.test", "v1", "Thing")));
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "KindAbsent| Kind Thing (x.test/v1) is not installed: apply its"
                + " CustomResourceDefinition, or start with --install-crds");
  }

  @Test
  void theCodeOfTheOperatorIsElsewhere() {
    synced = false;
    problems.add(
        new Problem.CodeMissing(
            "cache", "1.2", new GroupVersionKind("", "v1", "Node"), "x.NodeToCaches"));
    assertThat(why(Phase.DUE))
        .startsWith(
            "CodeMissing| Controller cache (1.2) asks its Java class x.NodeToCaches about every"
                + " Node, and this watcher does not have it: run the watcher role from the same"
                + " operator jar");
  }

  @Test
  void aKindOfAChildIsAbsent() {
    assertThat(
            failed(
                Phase.DELAYED,
                "KindNotServed",
                "The API server does not serve apps/v2 Deployment: install its CRD"))
        .isEqualTo(
            "KindAbsent| The API server does not serve apps/v2 Deployment: install its CRD; it has"
                + " failed 3 times in a row and is tried again in 8 s");
  }

  @Test
  void thePermissionToReadIsMissing() {
    synced = false;
    problems.add(new Problem.Undecodable("x", "y"));
    problems.add(
        new Problem.Forbidden(
            "list",
            DEPLOYMENTS,
            "",
            "deployments.apps is forbidden: User \"system:serviceaccount:fairlead-system:watcher\""
                + " cannot list resource \"deployments\" in API group \"apps\" at the cluster"
                + " scope"));
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "MissingPermission| Missing permission: ServiceAccount fairlead-system/watcher may not"
                + " list deployments.apps in all namespaces; grant it list and watch");
  }

  @Test
  void aServerThatDoesNotSayWhoIsDeniedLeavesThatOut() {
    synced = false;
    problems.add(new Problem.Forbidden("watch", DEPLOYMENTS, "prod", "no"));
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "MissingPermission| Missing permission: Fairlead's account may not watch"
                + " deployments.apps in namespace prod; grant it list and watch");
  }

  @Test
  void thePermissionToWriteIsMissing() {
    writes.add(new WriteEntry.Refused(CHILD, "patch", 403, DENIED));
    assertThat(
            failed(
                Phase.DELAYED,
                "Forbidden",
                "Not allowed to patch deployments.apps in namespace default: " + DENIED))
        .isEqualTo(
            "MissingPermission| Missing permission: ServiceAccount"
                + " fairlead-system/fairlead-reconciler may not patch deployments.apps in namespace"
                + " default; grant it by a role; it has failed 3 times in a row and is tried again"
                + " in 8 s");
  }

  @Test
  void theCauseStaysWhileItIsTriedAgain() {
    writes.add(new WriteEntry.Refused(CHILD, "patch", 403, DENIED));
    assertThat(failed(Phase.RUNNING, "Forbidden", DENIED))
        .startsWith("MissingPermission| Missing permission: ServiceAccount")
        .endsWith("; it has failed 3 times in a row and is being tried again");
    assertThat(failed(Phase.DUE, "Forbidden", DENIED)).endsWith("is about to be tried again");
  }

  @Test
  void aRefusalThatTheReconcilerCopedWithIsNoCause() {
    writes.add(new WriteEntry.Refused(CHILD, "patch", 403, DENIED));
    assertThat(failed(Phase.DELAYED, "Broken", "no disk")).startsWith("Backoff| Broken: no disk;");
  }

  @Test
  void admissionRefuses() {
    String said =
        "services \"a\" is forbidden: exceeded quota: few, requested: services=1, used: 1";
    writes.add(new WriteEntry.Refused(CHILD, "create", 403, said));
    assertThat(
            failed(
                Phase.DELAYED,
                "Forbidden",
                "Not allowed to create services in namespace x: " + said))
        .isEqualTo(
            "AdmissionRefused| Refused by admission: "
                + said
                + "; it has failed 3 times in a row and is tried again in 8 s");
  }

  @Test
  void theSchemaRefuses() {
    String said = "Deployment.apps \"a\" is invalid: spec.replicas: Invalid value: -1: must be 0";
    writes.add(new WriteEntry.Refused(CHILD, "create", 422, said));
    assertThat(why(Phase.IDLE, new Outcome.Rejected("Invalid", said)))
        .isEqualTo(
            "SchemaRefused| Refused by the schema: "
                + said
                + "; it is tried again when the object changes");
  }

  @Test
  void theApiServerThrottles() {
    String said = "Too many requests, please try again later.";
    writes.add(new WriteEntry.Refused(CHILD, "patch", 429, said));
    assertThat(
            why(
                Phase.DELAYED,
                new Outcome.RetryAfter(1_000, "the API server is overloaded: " + said)))
        .isEqualTo(
            "Throttled| Throttled: the API server has too much to do and asks to wait (Too many"
                + " requests, please try again later); it is tried again in 8 s");
  }

  @Test
  void theApiServerThrottlesWatches() {
    synced = false;
    problems.add(new Problem.Refused("deployments.apps", 429, "Too many requests"));
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "Throttled| Throttled: the API server has too much to do and asks to wait (Too many"
                + " requests); its lists and watches are tried again");
  }

  @Test
  void theApiServerRefusesWatches() {
    synced = false;
    problems.add(new Problem.Refused("deployments.apps", 500, "etcd"));
    assertThat(why(Phase.DUE))
        .isEqualTo("ApiServerRefused| The API server refuses to show deployments.apps (500): etcd");
  }

  @Test
  void theApiServerIsAway() {
    assertThat(
            failed(
                Phase.DELAYED,
                "ApiServerUnreachable",
                "The API server cannot be reached: connection refused"))
        .startsWith(
            "ApiServerUnreachable| The API server cannot be reached: connection refused; it has");
    synced = false;
    problems.add(new Problem.Unreachable("connection refused"));
    assertThat(why(Phase.DUE))
        .isEqualTo("ApiServerUnreachable| The API server cannot be reached: connection refused");
  }

  @Test
  void theCacheIsNotCompleteYet() {
    synced = false;
    assertThat(why(Phase.DUE)).startsWith("NotSynced| The cache is not complete yet: nothing is");
  }

  @Test
  void nobodyOwnsIt() {
    owned = false;
    assertThat(why(Phase.DUE))
        .startsWith("WaitingForOwner| No watcher owns partition cache.1.0 at this moment");
    unowned = List.of("Lease cache.1.0 is foreign: delete it");
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "WaitingForOwner| No watcher owns partition cache.1.0: Lease cache.1.0 is foreign:"
                + " delete it");
  }

  @Test
  void nobodyRunsIt() {
    workers = List.of();
    assertThat(why(Phase.DUE))
        .isEqualTo(
            "NoWorker| No worker: no process runs controller cache, so it has been waiting for 4 s;"
                + " start one with `run reconciler`");
  }

  @Test
  void everyWorkerIsBusy() {
    workers = workers(2);
    assertThat(failed(Phase.DUE, "Broken", "no disk"))
        .isEqualTo(
            "WaitingForCredit| Waiting for a free worker: 2 of 2 slots are taken; it has been due"
                + " for 4 s because of PRIMARY_CHANGED (generation 2)");
  }

  @Test
  void theRateAllowsNoMore() {
    limitedBy = Optional.of(new RateLimit(10, 20).share(3));
    assertThat(failed(Phase.DUE, "Broken", "no disk"))
        .isEqualTo(
            "WaitingForRate| Waiting for its turn: by its rate cache.1.0 begins 3.33 attempts a"
                + " second at most, and 12 objects are due; raise controllers.cache.rate.qps if"
                + " that is too slow; it has been due for 4 s because of PRIMARY_CHANGED"
                + " (generation 2)");
    workers = workers(2);
    assertThat(failed(Phase.DUE, "Broken", "no disk")).startsWith("WaitingForCredit| ");
  }

  @Test
  void itIsHeld() {
    HoldEntry.Version written = new HoldEntry.Version(CHILD, new ResourceVersion("7"));
    assertThat(why(Phase.HELD, new Outcome.Done(), written))
        .isEqualTo(
            "HeldForOwnWrite| Held for its own write: it waits for the cache to show"
                + " deployments.apps default/a at version 7");
  }

  @Test
  void somebodyElseChangesIt() {
    Outcome stale = new Outcome.Stale(CHILD, new ResourceVersion("7"));
    HoldEntry hold = new HoldEntry.OtherVersion(CHILD, new ResourceVersion("7"));
    assertThat(why(Phase.HELD, stale, hold))
        .isEqualTo(
            "ConflictWithManager| Conflict with somebody else, who changed deployments.apps"
                + " default/a while it was reconciled; it waits for the cache to show"
                + " deployments.apps default/a at another version than 7");
    rivals = ref -> ref.equals(CHILD) ? Optional.of("kubectl-edit") : Optional.empty();
    failures = 1;
    assertThat(why(Phase.DELAYED, stale))
        .isEqualTo(
            "ConflictWithManager| Conflict with manager kubectl-edit: it changed deployments.apps"
                + " default/a while it was reconciled; it has failed once and is tried again in"
                + " 8 s");
  }

  @Test
  void somebodyElseHasIt() {
    assertThat(
            why(
                Phase.IDLE,
                new Outcome.Rejected(
                    "ControlledByAnother",
                    "deployments.apps default/a is controlled by ConfigMap b and is left alone:"
                        + " delete it, or choose another name")))
        .isEqualTo(
            "ConflictWithManager| Conflict with ConfigMap b: deployments.apps default/a is"
                + " controlled by ConfigMap b and is left alone: delete it, or choose another name;"
                + " it is tried again when the object changes");
  }

  @Test
  void itTookTooLong() {
    assertThat(
            failed(
                Phase.DELAYED,
                "DeadlineExceeded",
                "The reconciler did not return within 27s and was interrupted"))
        .isEqualTo(
            "DeadlineExceeded| Deadline exceeded: The reconciler did not return within 27s and was"
                + " interrupted; make it faster, or raise its deadline; it has failed 3 times in a"
                + " row and is tried again in 8 s");
  }

  @Test
  void itFailed() {
    assertThat(failed(Phase.DELAYED, "Broken", "no disk"))
        .isEqualTo(
            "Backoff| Broken: no disk; it has failed 3 times in a row and is tried again in 8 s");
  }

  @Test
  void tryingAgainDoesNotHelp() {
    assertThat(why(Phase.IDLE, new Outcome.Rejected("InvalidSpec", "spec.replicas is 0")))
        .isEqualTo(
            "Rejected| InvalidSpec: spec.replicas is 0; it is tried again when the object changes");
  }

  @Test
  void anAttemptIsUnderWay() {
    assertThat(why(Phase.RUNNING))
        .isEqualTo(
            "Running| Being reconciled on w-1 for 4 s because of PRIMARY_CHANGED (generation 2)");
  }

  @Test
  void aChildIsNotReady() {
    NamespacedName name = new NamespacedName("default", "a");
    children.add(new ChildState("Service", name, Readiness.READY));
    children.add(new ChildState("Deployment", name, Readiness.not("FailedCreate: exceeded quota")));
    assertThat(why(Phase.IDLE, new Outcome.Done()))
        .isEqualTo(
            "ChildNotReady| Deployment default/a is not ready: FailedCreate: exceeded quota");
    children.add(new ChildState("Job", name, Readiness.not("x")));
    assertThat(why(Phase.DELAYED, new Outcome.RetryAfter(1, "not yet")))
        .endsWith("exceeded quota (and one other child is not ready)");
  }

  @Test
  void itWasAskedToLookAgain() {
    assertThat(why(Phase.DELAYED, new Outcome.RetryAfter(1, "waiting for DNS")))
        .isEqualTo("RetryAfter| Waiting for DNS; it is looked at again in 8 s");
  }

  @Test
  void itIsBeingDeleted() {
    deleting = true;
    assertThat(why(Phase.IDLE, new Outcome.Done()))
        .isEqualTo(
            "Deleting| Being deleted: it is there until its finalizers are taken off: x.test/keep");
  }

  @Test
  void itIsNotReadyByItself() {
    readiness = Readiness.not("Empty: no data");
    assertThat(why(Phase.IDLE, new Outcome.Done()))
        .isEqualTo("NotReady| Not ready by its own status: Empty: no data");
  }

  @Test
  void allIsAsDesired() {
    assertThat(why(Phase.IDLE, new Outcome.Done()))
        .isEqualTo(
            "AsDesired| All is as desired: Cache was reconciled 10 s ago and nothing has changed"
                + " since");
  }

  private String failed(Phase phase, String reason, String message) {
    failures = 3;
    return why(phase, new Outcome.Failed(reason, message));
  }

  private String why(Phase phase) {
    return why(phase, Optional.empty());
  }

  private String why(Phase phase, Outcome last, HoldEntry... holds) {
    Finished finished =
        new Finished(new Token(PARTITION, 1, KEY, 4), WORKER, last, writes, 5, TraceContext.NONE);
    return why(phase, Optional.of(new KeyView.Ended(finished, 90_000)), holds);
  }

  private String why(Phase phase, Optional<KeyView.Ended> last, HoldEntry... holds) {
    boolean running = phase == Phase.RUNNING;
    KeyView key =
        new KeyView(
            KEY,
            phase,
            Optional.empty(),
            List.of(Reason.of(Reason.Type.PRIMARY_CHANGED, "generation 2")),
            OptionalLong.of(96_000),
            phase == Phase.DELAYED ? OptionalLong.of(108_000) : OptionalLong.empty(),
            running ? Optional.of(new Token(PARTITION, 1, KEY, 5)) : Optional.empty(),
            running ? Optional.of(WORKER) : Optional.empty(),
            false,
            List.of(holds),
            failures,
            last);
    DispatcherView dispatcher =
        new DispatcherView(
            PARTITION,
            1,
            WORKER,
            synced,
            controllerPaused,
            Integer.MAX_VALUE,
            Map.of(Phase.DUE, 12),
            OptionalLong.empty(),
            Map.of(),
            limitedBy,
            List.of(),
            workers);
    Cause cause =
        Diagnosis.of(
            new Evidence(
                "cache",
                "Cache",
                paused,
                deleting,
                List.of("x.test/keep"),
                readiness,
                synced,
                problems,
                PARTITION,
                owned,
                unowned,
                dispatcher,
                key,
                children,
                100_000,
                rivals));
    return cause.word() + "| " + cause.sentence();
  }

  private static List<DispatcherView.WorkerView> workers(int inFlight) {
    return List.of(
        new DispatcherView.WorkerView(WORKER, "", 2, inFlight, 1, OptionalLong.of(99_000)));
  }
}
