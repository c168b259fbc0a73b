package dev.fairlead.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.ConnectionSettings;
import dev.fairlead.kube.KubeConnection;
import dev.fairlead.kube.http.Call;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.flight.StatusIntent;
import dev.fairlead.protocol.flight.StatusReply;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.reconciler.journal.Journal;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.WriteResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attempts on a real API server, assigned by a tiny owner over the bus. */
@RealControlPlane
class ReconcilerIT {

  private static final GroupVersionResource CONFIG_MAPS =
      new GroupVersionResource("", "v1", "configmaps");
  private static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final ControlPlane plane;
  private final String namespace = "reconciler-" + NAMESPACES.incrementAndGet();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<StatusIntent> told = new ConcurrentLinkedQueue<>();
  private final Scripted scripted = new Scripted();
  private final Scripted.Cleaning cleaning = new Scripted.Cleaning();
  private final Scripted.Foreground foreground = new Scripted.Foreground();
  private MeshProcess process;
  private KubeConnection kube;
  private KubeConnection admin;
  private TinyOwner owner;
  private ConfigMap primary;

  ReconcilerIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void deploy() throws Exception {
    admin = KubeConnection.open(ConnectionSettings.auto().withKubeconfig(plane.kubeconfig()));
    admin
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    primary =
        admin
            .client()
            .resource(
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName("cache")
                    .withNamespace(namespace)
                    .endMetadata()
                    .build())
            .create();
    start(connect(plane.kubeconfig()));
  }

  private void start(KubeConnection connection) throws Exception {
    kube = connection;
    process = MeshProcess.start("test", "0", Map.of());
    Incarnation self = process.incarnation();
    Address status = new Address(new Incarnation("status"), Role.STATUS);
    process
        .bus()
        .answer(
            status,
            message -> {
              told.add((StatusIntent) message);
              return Future.succeededFuture(new StatusReply.Unchanged());
            });
    owner = new TinyOwner(process.bus(), self, "scripted", 1);
    ReconcilerVerticle verticle =
        new ReconcilerVerticle(
            kube,
            process.bus(),
            process.telemetry().spans(),
            process.telemetry().meters(),
            self,
            "",
            List.of(
                ControllerDefinition.of(scripted),
                ControllerDefinition.of(cleaning),
                ControllerDefinition.of(foreground)),
            () -> Optional.of(status),
            Journal.NONE,
            process.time(),
            ReconcilerSettings.defaults());
    process.vertx().deployVerticle(verticle).toCompletionStage().toCompletableFuture().get();
    owner.firstBeat.get(10, TimeUnit.SECONDS);
    calls.clear();
  }

  @AfterEach
  void stop() {
    process.close();
    kube.close();
    admin.close();
  }

  @Test
  void creates_then_keeps_then_updates_then_deletes() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    Finished created = attempt();
    assertThat(created.outcome()).isEqualTo(new Outcome.Done());
    assertThat(created.writes())
        .singleElement()
        .isInstanceOfSatisfying(
            WriteEntry.Written.class,
            written -> {
              assertThat(written.verb()).isEqualTo("create");
              assertThat(written.code()).isEqualTo(201);
            });
    Deployment child = child("a");
    assertThat(child.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.getUid()).isEqualTo(primary.getMetadata().getUid());
          assertThat(reference.getController()).isTrue();
        });

    calls.clear();
    Finished kept = attempt("a");
    assertThat(kept.outcome()).isEqualTo(new Outcome.Done());
    assertThat(kept.writes()).isEmpty();
    assertThat(calls).isEmpty();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 3));
    Finished updated = attempt("a");
    assertThat(updated.outcome()).isEqualTo(new Outcome.Done());
    assertThat(calls)
        .hasSize(1)
        .allMatch(call -> call.verb().equals("patch") && call.code() == 200);
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(3);

    scripted.script = (observed, context) -> Desired.children(List.of());
    calls.clear();
    Finished deleted = attempt("a");
    assertThat(deleted.outcome()).isEqualTo(new Outcome.Done());
    assertThat(deleted.writes()).singleElement().isInstanceOf(WriteEntry.Gone.class);
    assertThat(calls).hasSize(1).allMatch(call -> call.verb().equals("delete"));
    assertThat(told).isEmpty();
  }

  @Test
  void leaves_a_child_alone_that_somebody_else_controls() throws Exception {
    ConfigMap other = create(configMap("other"));
    Deployment foreign = deployment("a", 1);
    foreign.getMetadata().setNamespace(namespace);
    foreign
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("v1")
                    .withKind("ConfigMap")
                    .withName("other")
                    .withUid(other.getMetadata().getUid())
                    .withController(true)
                    .build()));
    String before = admin.client().resource(foreign).create().getMetadata().getResourceVersion();

    scripted.script =
        (observed, context) -> Desired.children(deployment("a", 5), deployment("b", 1));
    Finished finished = attempt();

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("ControlledByAnother");
              assertThat(rejected.message()).contains("ConfigMap other", "/a");
            });
    assertThat(child("a").getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(child("b").getSpec().getReplicas()).isEqualTo(1);
    assertThat(told)
        .singleElement()
        .satisfies(intent -> {
          assertThat(intent.conditions())
              .singleElement()
              .satisfies(condition -> {
                assertThat(condition.type()).isEqualTo("Ready");
                assertThat(condition.status()).isEqualTo(Condition.Status.FALSE);
                assertThat(condition.reason()).isEqualTo("ControlledByAnother");
              });
          assertThat(intent.events()).hasSize(1);
        });
  }

  @Test
  void adopts_a_child_that_nobody_controls_only_if_asked() throws Exception {
    Deployment orphan = deployment("a", 1);
    orphan.getMetadata().setNamespace(namespace);
    admin.client().resource(orphan).create();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("AlreadyExists");
              assertThat(rejected.message()).contains("/a", "Child.adopt");
            });
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);

    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 2)).adopt());
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(2);
    assertThat(child("a").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void a_child_that_was_lost_is_taken_back() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    edit("a", it -> it.editMetadata().withOwnerReferences().endMetadata());

    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void a_child_waits_for_those_before_it() throws Exception {
    scripted.script =
        (observed, context) -> Desired.children(deployment("a", 1)).then(deployment("b", 1));

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits ->
                assertThat(waits.reason())
                    .isEqualTo(
                        "Deployment %s/b waits until Deployment %s/a is ready: its controller has"
                            + " not seen the last change yet",
                        namespace, namespace));
    assertThat(exists("b")).isFalse();
    assertThat(told)
        .singleElement()
        .satisfies(intent ->
            assertThat(intent.conditions())
                .singleElement()
                .satisfies(condition -> {
                  assertThat(condition.reason()).isEqualTo("WaitingForChildren");
                  assertThat(condition.message()).endsWith("/a is ready");
                }));

    becomeReady("a");
    assertThat(attempt("a").outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(child("b").getMetadata().getAnnotations()).containsEntry("fairlead.dev/order", "1");
  }

  @Test
  void a_readiness_of_ones_own_is_told_in_its_words() throws Exception {
    scripted.script =
        (observed, context) ->
            Desired.of(
                    Child.of(deployment("a", 1))
                        .readyWhen(
                            "has a leader",
                            it -> it.getMetadata().getAnnotations().containsKey("leader")))
                .then(deployment("b", 1));

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).endsWith("/a has a leader"));

    edit("a", it -> it.editMetadata().addToAnnotations("leader", "x").endMetadata());
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(exists("b")).isTrue();
  }

  @Test
  void what_is_not_desired_any_more_goes_in_reverse() throws Exception {
    Desired both = Desired.of(Child.of(deployment("a", 1)).readyAtOnce()).then(deployment("b", 1));
    scripted.script = (observed, context) -> both;
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    edit("b", it -> it.editMetadata().addToFinalizers("example.com/slow").endMetadata());

    scripted.script = (observed, context) -> Desired.noChildren();
    assertThat(attempt("a", "b").outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).contains("/a waits until").contains("/b is gone"));
    assertThat(attempt("a", "b").outcome()).isInstanceOf(Outcome.RetryAfter.class);
    assertThat(child("a").getMetadata().getDeletionTimestamp()).isNull();

    edit("b", it -> it.editMetadata().withFinalizers().endMetadata());
    await().until(() -> !exists("b"));
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(exists("a")).isFalse();
  }

  @Test
  void a_changed_selector_is_refused_and_what_serves_stays() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    String before = child("a").getMetadata().getUid();

    scripted.script = (observed, context) -> Desired.children(selecting("b", deployment("a", 2)));
    assertThat(attempt("a").outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("ImmutableField");
              assertThat(rejected.message())
                  .contains("spec.selector", "stays as it is", "Child.recreate");
            });
    assertThat(child("a").getMetadata().getUid()).isEqualTo(before);

    scripted.script =
        (observed, context) -> Desired.of(Child.of(selecting("b", deployment("a", -1))).recreate());
    assertThat(attempt("a").outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo("Invalid"));
    assertThat(child("a").getMetadata().getUid()).isEqualTo(before);

    scripted.script =
        (observed, context) -> Desired.of(Child.of(selecting("b", deployment("a", 2))).recreate());
    assertThat(attempt("a").outcome()).isInstanceOf(Outcome.RetryAfter.class);
    await().until(() -> !exists("a"));
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getSelector().getMatchLabels()).containsValue("b");
  }

  @Test
  void a_child_that_is_created_once_is_never_written_again() throws Exception {
    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 1)).createOnly());
    attempt();

    scripted.script = (observed, context) -> Desired.of(Child.of(deployment("a", 5)).createOnly());
    assertThat(attempt("a").outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);
  }

  @Test
  void a_dry_run_writes_nothing_and_tells_what_it_would() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    String before = child("a").getMetadata().getResourceVersion();
    primary =
        admin
            .client()
            .configMaps()
            .inNamespace(namespace)
            .withName("cache")
            .edit(it ->
                new ConfigMapBuilder(it)
                    .editMetadata()
                    .addToAnnotations("fairlead.dev/dry-run", "true")
                    .endMetadata()
                    .build());
    told.clear();

    AtomicBoolean knows = new AtomicBoolean();
    scripted.script =
        (observed, context) -> {
          knows.set(context.dryRun());
          return Desired.children(deployment("a", 3), deployment("b", 1));
        };
    Finished finished = attempt("a");

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            tried ->
                assertThat(tried.reason())
                    .startsWith("dry run: would update deployments.apps " + namespace + "/a")
                    .contains("(spec.replicas)", "; create deployments.apps " + namespace + "/b"));
    assertThat(finished.writes()).isEmpty();
    assertThat(knows).isTrue();
    assertThat(exists("b")).isFalse();
    assertThat(child("a").getMetadata().getResourceVersion()).isEqualTo(before);
    assertThat(told)
        .singleElement()
        .satisfies(intent -> {
          assertThat(intent.conditions()).isEmpty();
          assertThat(intent.desired()).isEmpty();
          assertThat(intent.events())
              .singleElement()
              .satisfies(event -> assertThat(event.reason()).isEqualTo("DryRun"));
        });

    scripted.script = (observed, context) -> Desired.noChildren();
    assertThat(attempt("a").outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            tried -> assertThat(tried.reason()).contains("would delete deployments.apps"));
    assertThat(exists("a")).isTrue();
  }

  @Test
  void a_child_that_the_watch_has_ceased_to_show_is_made_as_it_should_be() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    assertThat(attemptAfter(2).outcome())
        .isEqualTo(new Outcome.Stale(ref("a"), ResourceVersion.NONE));
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(1);
    assertThat(attemptAfter(3).outcome()).isEqualTo(new Outcome.Done());
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void a_child_that_no_selector_will_ever_show_is_named() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();

    assertThat(attemptAfter(3).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("NotSelected");
              assertThat(failed.message()).contains("/a", "selector");
            });
  }

  @Test
  void a_child_that_changed_since_it_was_seen_makes_the_attempt_stale() throws Exception {
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));
    attempt();
    Snapshot seen = snapshot("a");
    admin
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("a")
        .edit(existing ->
            new DeploymentBuilder(existing).editSpec().withReplicas(7).endSpec().build());

    scripted.script = (observed, context) -> Desired.children(deployment("a", 2));
    Finished finished = run(seen, DEADLINE).get(20, TimeUnit.SECONDS);

    assertThat(finished.outcome())
        .isEqualTo(new Outcome.Stale(ref("a"), seen.children().getFirst().resourceVersion()));
    assertThat(child("a").getSpec().getReplicas()).isEqualTo(7);
    assertThat(told).isEmpty();
  }

  @Test
  void a_child_that_the_server_refuses_is_rejected_in_its_words() throws Exception {
    scripted.script =
        (observed, context) ->
            Desired.children(
                new DeploymentBuilder(deployment("a", 1))
                    .editSpec()
                    .withReplicas(-1)
                    .endSpec()
                    .build());

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("Invalid");
              assertThat(rejected.message()).contains("spec.replicas");
            });
  }

  @Test
  void a_child_in_another_namespace_is_rejected_before_anything_is_written() throws Exception {
    Deployment elsewhere = deployment("b", 1);
    elsewhere.getMetadata().setNamespace("default");
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1), elsewhere);

    Finished finished = attempt();

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo("InvalidChild"));
    assertThat(finished.writes()).isEmpty();
  }

  @Test
  void a_missing_permission_is_named() throws Exception {
    admin
        .client()
        .serviceAccounts()
        .inNamespace(namespace)
        .resource(
            new io.fabric8.kubernetes.api.model.ServiceAccountBuilder()
                .withNewMetadata()
                .withName("nobody")
                .endMetadata()
                .build())
        .create();
    process.close();
    kube.close();
    start(connect(plane.kubeconfigFor(namespace, "nobody")));
    scripted.script = (observed, context) -> Desired.children(deployment("a", 1));

    assertThat(attempt().outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo("Forbidden");
              assertThat(failed.message())
                  .contains("patch", "deployments.apps", "namespace " + namespace);
            });
  }

  @Test
  void an_exception_is_said_on_the_object() throws Exception {
    scripted.script =
        (observed, context) -> {
          throw new IllegalArgumentException("no size");
        };

    assertThat(attempt().outcome())
        .isEqualTo(new Outcome.Failed("ReconcileError", "IllegalArgumentException: no size"));
    assertThat(told)
        .singleElement()
        .satisfies(intent ->
            assertThat(intent.conditions())
                .containsExactly(
                    Condition.of("Ready")
                        .isFalse("ReconcileError", "IllegalArgumentException: no size")));
  }

  @Test
  void a_hanging_reconciler_is_interrupted_and_the_object_says_so() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    scripted.script =
        (observed, context) -> {
          try {
            Thread.sleep(Duration.ofMinutes(5));
          } catch (InterruptedException atDeadline) {
            interrupted.countDown();
            throw atDeadline;
          }
          return Desired.children(List.of());
        };

    Finished finished = run(snapshot(), Duration.ofSeconds(4)).get(20, TimeUnit.SECONDS);

    assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("DeadlineExceeded"));
    assertThat(told).hasSize(1);
  }

  @Test
  void one_that_ignores_the_interrupt_is_given_up_and_keeps_its_slot() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    scripted.script =
        (observed, context) -> {
          boolean released = false;
          while (!released) {
            try {
              released = release.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException ignored) {
              // The point of this test.
            }
          }
          return Desired.children(deployment("late", 1));
        };

    Finished finished = run(snapshot(), Duration.ofSeconds(3)).get(30, TimeUnit.SECONDS);

    assertThat(finished.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.reason()).isEqualTo("DeadlineExceeded"));
    calls.clear();
    release.countDown();
    scripted.script = (observed, context) -> Desired.children(deployment("next", 1));
    assertThat(attempt().outcome()).isEqualTo(new Outcome.Done());
    assertThat(calls).noneMatch(call -> call.name().equals("late"));
  }

  @Test
  void an_attempt_that_is_revoked_before_its_write_writes_nothing() throws Exception {
    CountDownLatch deciding = new CountDownLatch(1);
    CountDownLatch decided = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    List<Boolean> cancelled = new ArrayList<>();
    scripted.script =
        (observed, context) -> {
          deciding.countDown();
          boolean done = false;
          while (!done) {
            try {
              done = decided.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException revoked) {
              // Goes on, as if it did not know.
              interrupted.set(true);
            }
          }
          cancelled.add(context.cancelled());
          return Desired.children(deployment("a", 1));
        };
    CompletableFuture<Finished> report = run(snapshot(), DEADLINE);
    assertThat(deciding.await(10, TimeUnit.SECONDS)).isTrue();
    owner.revokeAll();
    // The revocation comes with the answer to the next beat.
    await().until(interrupted::get);
    decided.countDown();
    Finished finished = report.get(20, TimeUnit.SECONDS);

    assertThat(finished.outcome()).isInstanceOf(Outcome.Abandoned.class);
    assertThat(cancelled).containsExactly(true);
    assertThat(finished.writes()).isEmpty();
    assertThat(calls).allMatch(call -> call.verb().equals("get"), "discovery");
  }

  @Test
  void writes_by_itself_through_the_gate() throws Exception {
    List<WriteResult<?>> results = new ArrayList<>();
    scripted.script =
        (observed, context) -> {
          ConfigMap mine = configMap("mine");
          mine.setData(Map.of("a", "1"));
          WriteResult<ConfigMap> created = context.writes().create(mine);
          results.add(created);
          results.add(context.writes().create(mine));
          ConfigMap now = created.orThrow();
          now = context.writes().patch(now, "{\"data\":{\"b\":\"2\"}}").orThrow();
          assertThat(now.getData()).containsEntry("b", "2").containsEntry("a", "1");
          results.add(context.writes().delete(now));
          return Desired.children(List.of());
        };

    Finished finished = attempt();

    assertThat(finished.outcome()).isEqualTo(new Outcome.Done());
    assertThat(results).hasSize(3);
    assertThat(results.get(1)).isInstanceOf(WriteResult.Conflict.class);
    assertThat(results.get(2)).isInstanceOf(WriteResult.Done.class);
    assertThat(finished.writes())
        .extracting(WriteEntry::verb)
        .containsExactly("create", "create", "patch", "delete");
  }

  @Test
  void a_finalizer_is_there_before_the_first_child_and_goes_after_the_cleanup() throws Exception {
    TinyOwner cleaningOwner = new TinyOwner(process.bus(), process.incarnation(), "cleaning", 1);
    cleaningOwner.firstBeat.get(10, TimeUnit.SECONDS);
    cleaning.script = (observed, context) -> Desired.children(deployment("a", 1));
    Finished first = clean(cleaningOwner);
    assertThat(first.outcome()).isEqualTo(new Outcome.Done());
    assertThat(first.writes()).extracting(WriteEntry::verb).containsExactly("patch", "create");
    ConfigMap current = admin.client().resource(primary).get();
    assertThat(current.getMetadata().getFinalizers()).containsExactly("fairlead.dev/cleaning");

    admin.client().resource(primary).delete();
    cleaning.cleaned = dev.fairlead.sdk.Outcome.retryAfter(Duration.ofSeconds(1), "the bucket");
    assertThat(clean(cleaningOwner).outcome())
        .isEqualTo(new Outcome.RetryAfter(1_000, "the bucket"));
    assertThat(admin.client().resource(primary).get()).isNotNull();

    cleaning.cleaned = dev.fairlead.sdk.Outcome.done();
    Finished last = clean(cleaningOwner);
    assertThat(last.outcome()).isEqualTo(new Outcome.Done());
    assertThat(last.writes()).singleElement().isInstanceOf(WriteEntry.Gone.class);
    assertThat(admin.client().resource(primary).get()).isNull();
  }

  @Test
  void children_go_before_their_primary_and_what_is_kept_stays() throws Exception {
    TinyOwner foregroundOwner =
        new TinyOwner(process.bus(), process.incarnation(), "foreground", 1);
    foregroundOwner.firstBeat.get(10, TimeUnit.SECONDS);
    foreground.script =
        (observed, context) ->
            Desired.of(
                    Child.of(deployment("kept", 1)).keep().readyAtOnce(),
                    Child.of(deployment("a", 1)).readyAtOnce())
                .then(deployment("b", 1));
    assertThat(assign(foregroundOwner).outcome()).isEqualTo(new Outcome.Done());

    edit("b", it -> it.editMetadata().addToFinalizers("example.com/slow").endMetadata());
    admin.client().resource(primary).delete();
    assertThat(assign(foregroundOwner, "kept", "a", "b").outcome())
        .isInstanceOfSatisfying(
            Outcome.RetryAfter.class,
            waits -> assertThat(waits.reason()).contains("waits until").contains("/b is gone"));
    assertThat(child("b").isMarkedForDeletion()).isTrue();
    assertThat(child("a").isMarkedForDeletion()).isFalse();

    edit("b", it -> it.editMetadata().withFinalizers().endMetadata());
    await().until(() -> !exists("b"));
    assertThat(assign(foregroundOwner, "kept", "a").outcome())
        .isInstanceOf(Outcome.RetryAfter.class);
    await().until(() -> !exists("a"));
    assertThat(child("kept").getMetadata().getOwnerReferences()).isEmpty();
    assertThat(child("kept").getMetadata().getAnnotations()).isNullOrEmpty();
    assertThat(admin.client().resource(primary).get()).isNotNull();

    assertThat(assign(foregroundOwner).outcome()).isEqualTo(new Outcome.Done());
    assertThat(admin.client().resource(primary).get()).isNull();
    assertThat(exists("kept")).isTrue();
  }

  private Finished assign(TinyOwner to, String... children) throws Exception {
    return to.assign(new NamespacedName(namespace, "cache"), snapshot(children), DEADLINE)
        .get(20, TimeUnit.SECONDS);
  }

  private Finished clean(TinyOwner cleaningOwner) throws Exception {
    return cleaningOwner
        .assign(new NamespacedName(namespace, "cache"), snapshot(), DEADLINE)
        .get(20, TimeUnit.SECONDS);
  }

  private Finished attempt(String... children) throws Exception {
    Snapshot snapshot = snapshot(children);
    calls.clear();
    return run(snapshot, DEADLINE).get(20, TimeUnit.SECONDS);
  }

  /** An attempt that is shown no children, after so many failures. */
  private Finished attemptAfter(int failures) throws Exception {
    return owner
        .assign(new NamespacedName(namespace, "cache"), snapshot(), DEADLINE, failures)
        .get(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<Finished> run(Snapshot snapshot, Duration deadline) {
    return owner.assign(new NamespacedName(namespace, "cache"), snapshot, deadline);
  }

  private Snapshot snapshot(String... children) throws Exception {
    List<ObservedObject> observed = new ArrayList<>();
    for (String child : children) {
      observed.add(read(ref(child)));
    }
    ObjectRef self = new ObjectRef(CONFIG_MAPS, new NamespacedName(namespace, "cache"));
    return new Snapshot(Optional.of(read(self)), observed, List.of());
  }

  private ObservedObject read(ObjectRef ref) throws Exception {
    return ((ReadResult.Found) admin.writer().get(ref)).object();
  }

  private ObjectRef ref(String child) {
    return new ObjectRef(DEPLOYMENTS, new NamespacedName(namespace, child));
  }

  private Deployment child(String name) {
    return admin.client().apps().deployments().inNamespace(namespace).withName(name).get();
  }

  private ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }

  private ConfigMap create(ConfigMap map) {
    return admin.client().resource(map).create();
  }

  private KubeConnection connect(java.nio.file.Path kubeconfig) throws Exception {
    return KubeConnection.open(
        ConnectionSettings.auto()
            .withKubeconfig(kubeconfig)
            .withHeaders(TraceSpan::currentHeaders)
            .withListener(calls::add));
  }

  private boolean exists(String name) {
    return child(name) != null;
  }

  /** Also while a controller writes its status. */
  private void edit(String name, UnaryOperator<DeploymentBuilder> change) {
    await()
        .ignoreException(KubernetesClientException.class)
        .until(
            () ->
                admin
                    .client()
                    .apps()
                    .deployments()
                    .inNamespace(namespace)
                    .withName(name)
                    .edit(it -> change.apply(new DeploymentBuilder(it)).build()),
            Objects::nonNull);
  }

  /** What its controller would say. */
  private void becomeReady(String name) {
    admin
        .client()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .editStatus(it ->
            new DeploymentBuilder(it)
                .withNewStatus()
                .withObservedGeneration(it.getMetadata().getGeneration())
                .withReplicas(1)
                .withUpdatedReplicas(1)
                .withAvailableReplicas(1)
                .withReadyReplicas(1)
                .endStatus()
                .build());
  }

  private static Deployment selecting(String app, Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editSpec()
        .withNewSelector()
        .addToMatchLabels("app", app)
        .endSelector()
        .editTemplate()
        .editMetadata()
        .addToLabels("app", app)
        .endMetadata()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Deployment deployment(String name, int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("memcached:1.6")
        .addNewPort()
        .withContainerPort(11211)
        .endPort()
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
