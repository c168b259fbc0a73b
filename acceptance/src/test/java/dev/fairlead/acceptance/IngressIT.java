package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.acceptance.Ingress.Door;
import dev.fairlead.acceptance.jaeger.Jaegers;
import dev.fairlead.acceptance.jaeger.TracedByJaeger;
import dev.fairlead.acceptance.manifests.Kustomization;
import dev.fairlead.acceptance.pods.Authority;
import dev.fairlead.acceptance.pods.BesideSidecars;
import dev.fairlead.acceptance.pods.Envoy;
import dev.fairlead.acceptance.pods.Pods;
import dev.fairlead.acceptance.pods.Tracing;
import dev.fairlead.acceptance.pods.TrafficPolicy;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.launcher.jaeger.JaegerClient;
import dev.fairlead.launcher.jaeger.JaegerServer;
import dev.fairlead.launcher.jaeger.JaegerTrace;
import dev.fairlead.launcher.jaeger.JaegerTrace.Span;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What callers from outside get of a mesh beside sidecars: two gateways behind an ingress gateway,
 * each with an Envoy that does what the manifests of {@code k8s/overlays/istio} say.
 */
@RealControlPlane
@BesideSidecars
@TracedByJaeger
@TestInstance(Lifecycle.PER_CLASS)
class IngressIT {

  private static final String CONTROLLER = "/api/v1/controllers/memcached";
  private static final String EVENTS = "/api/v1/events";

  /** Who tells of the first span, and of the second. */
  private static final String INGRESS = "istio-ingress.istio-ingress";

  private static final String SIDECAR = "fairlead-gateway.fairlead-system";

  /** What proxies call their spans, and the gateway its own. */
  private static final String PROXIED = "fairlead-gateway.fairlead-system.svc.cluster.local:8080/*";

  private static final String COMMAND =
      "POST /api/v1/controllers/{controller}/objects/{namespace}/{name}/reconcile";

  /** The ports of a gateway's Pod that the mesh speaks at. */
  private static final int[] CAPTURED = {8080, 5710, 5701};

  /** As many as show that something is no chance. */
  private static final int SOME = 20;

  private final ControlPlane plane;
  private final List<SidecarPod> members = new ArrayList<>();

  private Cluster cluster;
  private Pods pods;
  private JaegerServer jaeger;
  private Tracing tracing;
  private Map<String, String> environment;
  private TrafficPolicy policy;
  private SidecarPod first;
  private SidecarPod second;
  private Ingress ingress;

  IngressIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  void startAll(@TempDir Path directory) throws Exception {
    cluster = new Cluster(plane.kubeconfig());
    cluster.installCrd();
    pods = new Pods(directory, plane.server());
    jaeger = Jaegers.start(directory);
    Kustomization manifests = Kustomization.render("overlays/istio");
    tracing =
        Tracing.to(
            pods.reach(jaeger.at(JaegerServer.Door.OTLP_GRPC)),
            pods.reach(jaeger.at(JaegerServer.Door.ZIPKIN)),
            percent(manifests));
    environment = environment();
    policy = TrafficPolicy.of(manifests.specification("DestinationRule", "fairlead-gateway"));

    Authority authority = new Authority(directory);
    Authority.Identity gateway = authority.issue("fairlead-system", "fairlead-gateway");
    member("watcher", authority.issue("fairlead-system", "fairlead-watcher"), "watcher");
    member(
        "worker",
        authority.issue("fairlead-system", "fairlead-reconciler"),
        "reconciler",
        "status");
    first = member("gateway-1", gateway, "gateway");
    second = member("gateway-2", gateway, "gateway");
    ingress = ingress(directory, authority, manifests);

    ingress.start();
  }

  /** Everybody is there, both gateways are chosen, and all goes well. */
  @BeforeEach
  void begin() throws Exception {
    for (SidecarPod member : members) {
      if (!member.envoy().isAlive()) {
        member.startEnvoy();
      }
      if (!member.isAlive()) {
        start(member);
      }
    }
    members.forEach(member -> member.awaitJoined(members.size() - 1));
    ingress.choose(first, second);
    eventually().until(() -> ingress.count("cluster.gateways.membership_healthy") == 2);
    eventually().until(() -> ingress.get(CONTROLLER).statusCode() == 200);
  }

  @AfterEach
  void nothingIsLeft() {
    ingress.hangUp();
    eventually().until(() -> ingress.count("cluster.gateways.upstream_rq_active") == 0);
  }

  @AfterAll
  void stopAll() {
    ingress.close();
    pods.close();
    jaeger.close();
    cluster.close();
  }

  @Test
  void aCallerWhoSpeaksW3cHasOneTraceOfAll() throws Exception {
    Caller caller = new Caller();
    traced("w3c", caller, Door.W3C, "traceparent", caller.traceparent());
  }

  @Test
  void aCallerWhoSpeaksB3HasOneTraceOfAll() throws Exception {
    Caller single = new Caller();
    traced("single", single, Door.B3, "b3", single.trace() + "-" + single.span() + "-1");
    Caller multi = new Caller();
    traced(
        "multi",
        multi,
        Door.B3,
        "X-B3-TraceId",
        multi.trace(),
        "X-B3-SpanId",
        multi.span(),
        "X-B3-Sampled",
        "1");
    Caller neither = new Caller();
    traced("neither", neither, Door.B3, "traceparent", neither.traceparent());
  }

  @Test
  void whoShowsNoCertificateIsRefused() {
    long without = first.envoy().count("15006.ssl.fail_verify_no_cert");
    long plain = first.envoy().count("15006.no_filter_chain_match");
    for (int port : CAPTURED) {
      assertThat(Stranger.inPlainText(first.pod().address(), port)).isEqualTo(Stranger.Met.NOBODY);
      assertThat(Stranger.withoutCertificate(first.pod().address(), port))
          .isEqualTo(Stranger.Met.NOBODY);
    }
    assertThat(first.envoy().count("15006.ssl.fail_verify_no_cert") - without)
        .isEqualTo(CAPTURED.length);
    assertThat(first.envoy().count("15006.no_filter_chain_match") - plain)
        .isEqualTo(CAPTURED.length);
    // Somebody is there: what is not captured is reached.
    assertThat(Stranger.inPlainText(first.pod().address(), 8081)).isEqualTo(Stranger.Met.SOMEBODY);
  }

  /** Reading is tried elsewhere, a command is not repeated, and events have all the time. */
  @Test
  void aGatewayThatSaysNothingIsGivenUpOn() throws Exception {
    String command = converged("silent");
    Counts counts = new Counts(ingress);
    second.send(Signal.STOP);
    try {
      ingress.choose(second);
      var read = ingress.begin("GET", CONTROLLER);
      var commanded = ingress.begin("POST", command);
      var events = ingress.begin("GET", EVENTS);
      eventually().until(() -> ingress.count("cluster.gateways.upstream_rq_active") == 3);
      ingress.choose(first, second);

      assertThat(read.get().statusCode()).isEqualTo(200);
      assertThat(counts.of("route.reads.upstream_rq_retry")).isEqualTo(1);
      assertThat(counts.of("route.reads.upstream_rq_retry_success")).isEqualTo(1);
      assertThat(counts.of("cluster.gateways.upstream_rq_per_try_timeout")).isEqualTo(1);

      assertThat(commanded.get().statusCode()).isEqualTo(504);
      assertThat(counts.of("route.commands.upstream_rq_timeout")).isEqualTo(1);
      assertThat(counts.of("route.commands.upstream_rq_retry")).isZero();

      assertThat(events).isNotDone();
      second.send(Signal.CONT);
      assertThat(events.get().statusCode()).isEqualTo(200);
      assertThat(counts.of("route.events.upstream_rq_timeout")).isZero();
      assertThat(counts.of("route.events.upstream_rq_retry")).isZero();
    } finally {
      second.send(Signal.CONT);
    }
  }

  /** Connections are few enough for a gateway to bear, and so are those who wait for one. */
  @Test
  void whatIsBeyondTheBoundsIsRefusedAtOnce() throws Exception {
    Counts counts = new Counts(ingress);
    List<CompletableFuture<HttpResponse<Stream<String>>>> all = new ArrayList<>();
    while (statuses(all, 503) < SOME) {
      // Not all at once: who has no connection yet waits for one too.
      for (int i = 0; i < SOME; i++) {
        all.add(ingress.begin("GET", EVENTS));
      }
      eventually().until(() -> statuses(all, 200) + statuses(all, 503) + waiting() == all.size());
    }
    assertThat(ingress.count("cluster.gateways.upstream_cx_active"))
        .isEqualTo(policy.connectionsMax());
    assertThat(waiting()).isEqualTo(policy.pendingMax());
    assertThat(counts.of("cluster.gateways.upstream_rq_pending_overflow"))
        .isEqualTo(statuses(all, 503));
    assertThat(ingress.get(CONTROLLER).statusCode()).isEqualTo(503);
    ingress.hangUp();
    eventually().until(() -> ingress.get(CONTROLLER).statusCode() == 200);
  }

  /** It is started again as a container is, and its sidecar comes late. */
  @Test
  void aGatewayThatIsDeadIsEjectedUntilItIsBack() throws Exception {
    String command = converged("ejected");
    second.kill();
    Counts counts = new Counts(ingress);
    ingress.choose(second);
    assertThat(ingress.post(command).statusCode()).isEqualTo(503);
    assertThat(counts.of("route.commands.upstream_rq_retry")).isZero();

    ingress.choose(first, second);
    eventually()
        .until(() -> {
          assertThat(ingress.get(CONTROLLER).statusCode()).isEqualTo(200);
          return ingress.count("outlier_detection.ejections_active") == 1;
        });
    assertThat(counts.of("outlier_detection.ejections_enforced_consecutive_gateway_failure"))
        .isEqualTo(1);
    assertThat(counts.of("route.reads.upstream_rq_retry_success"))
        .isGreaterThanOrEqualTo(policy.errorsMax() - 1L);
    // Envoy gathers such news for a second before it heeds them.
    eventually().until(() -> withoutRetry(counts, SOME));
    for (int i = 0; i < SOME; i++) {
      assertThat(ingress.post(command).statusCode()).isEqualTo(202);
    }
    assertThat(withoutRetry(counts, SOME)).isTrue();

    second.envoy().stop();
    start(second);
    second.awaitAlone();
    assertThat(second.said()).contains("is not joined: ");
    second.startEnvoy();
    second.awaitJoined(members.size() - 1);
    eventually().until(() -> ingress.count("outlier_detection.ejections_active") == 0);
    awaitChosen(second);
  }

  /** What a Pod goes through that is deleted, and the one after it. */
  @Test
  void aGatewayIsChosenNoMoreBeforeItAnswersNoMore() throws Exception {
    String command = converged("drained");
    try (Callers callers = new Callers(ingress, CONTROLLER, command)) {
      awaitCalls(callers);
      second.send(Signal.TERM);
      eventually().until(() -> !second.readiness().path("ready").asBoolean());
      assertThat(second.readiness().toString()).contains("it was told to end");
      // Whoever chooses has not heard of it yet.
      awaitCalls(callers);
      assertThat(second.isAlive()).isTrue();
      ingress.choose(first);
      second.awaitEnd();

      start(second);
      second.awaitJoined(members.size() - 1);
      ingress.choose(first, second);
      awaitCalls(callers);
      awaitChosen(second);
      assertThat(callers.failures()).isEmpty();
    }
  }

  /** The process beside it says so, is not chosen, and ends in good order nevertheless. */
  @Test
  void aSidecarThatDiesFirstIsNoticedAndWorkGoesOn() throws Exception {
    String command = converged("without");
    second.envoy().stop();
    eventually().until(() -> second.said().contains("which may be alive"));
    eventually().until(() -> second.readiness().toString().contains("it can ask nobody"));
    assertThat(second.readiness().path("ready").asBoolean()).isFalse();
    ingress.choose(first);
    try (Callers callers = new Callers(ingress, CONTROLLER, command)) {
      second.stop();
      awaitCalls(callers);
      assertThat(callers.failures()).isEmpty();
    }
  }

  /** One trace, from the way in to the reconciler, in which all that it passes tells of itself. */
  private void traced(String name, Caller caller, Door door, String... headers) throws Exception {
    String command = converged(name);
    HttpResponse<String> answer = ingress.call(door, "POST", command, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);

    JaegerTrace trace = complete(caller.trace());
    List<Span> way = wayTo(trace, "MemcachedReconciler.reconcile");
    assertThat(way.stream().map(Span::name))
        .startsWith(PROXIED, PROXIED, COMMAND)
        .containsSubsequence(
            COMMAND,
            "ask watcher",
            "answer of watcher",
            "attempt memcached",
            "assign",
            "reconcile memcached",
            "MemcachedReconciler.reconcile");
    assertThat(way.stream().limit(2).map(Span::process)).containsExactly(INGRESS, SIDECAR);
    assertThat(way.stream().map(Span::process).distinct())
        .as("ingress, sidecar, gateway, watcher and worker")
        .hasSize(5);
  }

  /**
   * The trace once everybody has told of it: proxies do so at intervals of their own, and what is
   * below a span that is not there yet is a root until it is.
   */
  private JaegerTrace complete(String id) {
    JaegerClient client = new JaegerClient(jaeger.query());
    return eventually()
        .alias("trace " + id + " is complete")
        .until(
            () -> JaegerTrace.of(client.trace(id).orElseThrow()),
            trace ->
                trace.roots().size() == 1
                    && trace.roots().getFirst().process().equals(INGRESS)
                    && !wayTo(trace, "MemcachedReconciler.reconcile").isEmpty());
  }

  /** The spans from the root to the first one of this name. */
  private static List<Span> wayTo(JaegerTrace trace, String name) {
    return trace.roots().stream()
        .map(root -> wayTo(root, name))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(List.of());
  }

  private static Optional<List<Span>> wayTo(Span from, String name) {
    if (from.name().equals(name)) {
      return Optional.of(List.of(from));
    }
    return from.children().stream()
        .map(child -> wayTo(child, name))
        .flatMap(Optional::stream)
        .findFirst()
        .map(rest -> Stream.concat(Stream.of(from), rest.stream()).toList());
  }

  /** Whether so many reads go well at the first try. */
  private boolean withoutRetry(Counts counts, int reads) {
    long before = counts.of("route.reads.upstream_rq_retry");
    for (int i = 0; i < reads; i++) {
      assertThat(ingress.get(CONTROLLER).statusCode()).isEqualTo(200);
    }
    return counts.of("route.reads.upstream_rq_retry") == before;
  }

  /** What has been counted since then. */
  private record Counts(Ingress ingress, Map<String, Long> before) {

    Counts(Ingress ingress) {
      this(ingress, new HashMap<>());
      Stream.of(
              "route.reads.upstream_rq_retry",
              "route.reads.upstream_rq_retry_success",
              "route.commands.upstream_rq_retry",
              "route.commands.upstream_rq_timeout",
              "route.events.upstream_rq_retry",
              "route.events.upstream_rq_timeout",
              "cluster.gateways.upstream_rq_per_try_timeout",
              "cluster.gateways.upstream_rq_pending_overflow",
              "outlier_detection.ejections_enforced_consecutive_gateway_failure")
          .forEach(name -> before.put(name, ingress.count(name)));
    }

    long of(String name) {
      return ingress.count(name) - before.getOrDefault(name, 0L);
    }
  }

  /** Those who wait for a connection, once nobody gets one any more. */
  private long waiting() {
    return ingress.count("cluster.gateways.upstream_cx_active") == policy.connectionsMax()
        ? ingress.count("cluster.gateways.upstream_rq_pending_active")
        : 0;
  }

  private static long statuses(
      List<CompletableFuture<HttpResponse<Stream<String>>>> calls, int status) {
    return calls.stream()
        .filter(CompletableFuture::isDone)
        .filter(call -> call.join().statusCode() == status)
        .count();
  }

  /** An object that is in order; answers the path of the command to reconcile it. */
  private String converged(String name) {
    cluster.create(name, 1);
    cluster.awaitDeployment(name, 1);
    String path = Mesh.path(cluster, name);
    eventually().until(() -> ingress.get(path).body().contains("\"idle\""));
    return path + "/reconcile";
  }

  private static void awaitCalls(Callers callers) {
    int before = callers.answered();
    eventually().until(() -> callers.answered() >= before + SOME);
  }

  /** Waits until the gateway has answered somebody. */
  private void awaitChosen(SidecarPod gateway) {
    String requests = "http.inbound_8080.downstream_rq_2xx";
    long before = gateway.envoy().count(requests);
    eventually()
        .until(() -> {
          assertThat(ingress.get(CONTROLLER).statusCode()).isEqualTo(200);
          return gateway.envoy().count(requests) > before;
        });
  }

  private SidecarPod member(String name, Authority.Identity identity, String... roles) {
    var pod = pods.create(name);
    SidecarPod made = new SidecarPod(pod, Envoy.sidecar(pod, identity, tracing), List.of(roles));
    made.environment(environment);
    members.add(made);
    return made;
  }

  private Ingress ingress(Path directory, Authority authority, Kustomization manifests) {
    Path endpoints = directory.resolve("endpoints.json");
    var pod = pods.createOutside("ingress");
    return new Ingress(
        pod,
        Envoy.ingress(
            pod,
            authority.issue("istio-ingress", "istio-ingress"),
            tracing,
            manifests.specification("VirtualService", "fairlead-gateway"),
            policy,
            endpoints),
        endpoints,
        plane.adminToken());
  }

  /** The share of traces that proxies keep where the caller says nothing. */
  private static double percent(Kustomization manifests) {
    return new ObjectMapper()
        .valueToTree(manifests.specification("Telemetry", "fairlead"))
        .at("/tracing/0/randomSamplingPercentage")
        .doubleValue();
  }

  /** The configuration of the manifests, and a collector that is reached from Pods. */
  private Map<String, String> environment() {
    var collector = pods.reach(jaeger.at(JaegerServer.Door.OTLP_HTTP));
    Map<String, String> variables = new HashMap<>(jaeger.environment());
    variables.replaceAll((_, value) ->
        value.replace(
            jaeger.at(JaegerServer.Door.OTLP_HTTP).getAuthority(),
            collector.getHostString() + ":" + collector.getPort()));
    variables.put("FAIRLEAD_CONFIG", Path.of("..", "k8s", "base", "fairlead.yaml").toString());
    variables.put("FAIRLEAD_LOGGING_FORMAT", "text");
    return variables;
  }

  private void start(SidecarPod member) throws Exception {
    member.start(pods, plane, cluster.namespace());
  }
}
