package dev.fairlead.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.WriteResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How attempts end, on a real API server. */
@RealControlPlane
class AttemptsIT extends ReconcilerScene {

  AttemptsIT(ControlPlane plane) {
    super(plane);
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
    Finished first = assign(cleaningOwner);
    assertThat(first.outcome()).isEqualTo(new Outcome.Done());
    assertThat(first.writes()).extracting(WriteEntry::verb).containsExactly("patch", "create");
    ConfigMap current = admin.client().resource(primary).get();
    assertThat(current.getMetadata().getFinalizers()).containsExactly("fairlead.dev/cleaning");

    admin.client().resource(primary).delete();
    cleaning.cleaned = dev.fairlead.sdk.Outcome.retryAfter(Duration.ofSeconds(1), "the bucket");
    assertThat(assign(cleaningOwner).outcome())
        .isEqualTo(new Outcome.RetryAfter(1_000, "the bucket"));
    assertThat(admin.client().resource(primary).get()).isNotNull();

    cleaning.cleaned = dev.fairlead.sdk.Outcome.done();
    Finished last = assign(cleaningOwner);
    assertThat(last.outcome()).isEqualTo(new Outcome.Done());
    assertThat(last.writes()).singleElement().isInstanceOf(WriteEntry.Gone.class);
    assertThat(admin.client().resource(primary).get()).isNull();
  }
}
