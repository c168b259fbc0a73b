package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.acceptance.jaeger.Jaegers;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.launcher.jaeger.JaegerClient;
import dev.fairlead.launcher.jaeger.JaegerServer;
import dev.fairlead.launcher.jaeger.JaegerTrace;
import dev.fairlead.launcher.jaeger.JaegerTrace.Link;
import dev.fairlead.launcher.jaeger.JaegerTrace.Span;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a real Jaeger says of attempts, whole trees of it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TraceStories {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String ANNOTATION = "fairlead.dev/traceparent";
  private static final String PAUSED = "fairlead.dev/paused";
  private static final String POST =
      "POST /api/v1/controllers/{controller}/objects/{namespace}/{name}/reconcile";

  private final ControlPlane plane;
  private final HttpClient http = HttpClient.newHttpClient();

  private JaegerServer jaeger;
  private JaegerClient traces;
  private Cluster cluster;
  private URI gateway;

  TraceStories(ControlPlane plane) {
    this.plane = plane;
  }

  /**
   * Starts the mesh, waits until it is ready, and answers where its gateway is.
   *
   * @param environment the variables that name the collector
   * @param link where people look at traces
   */
  abstract URI start(
      Path directory,
      Path kubeconfig,
      Cluster cluster,
      Map<String, String> environment,
      String link)
      throws Exception;

  /** Ends it. */
  abstract void stop() throws Exception;

  /** In how many processes the steps of an attempt are. */
  abstract int processes();

  @BeforeAll
  void startAll(@TempDir Path directory) throws Exception {
    cluster = new Cluster(plane.kubeconfig());
    cluster.installCrd();
    jaeger = Jaegers.start(directory);
    traces = new JaegerClient(jaeger.query());
    gateway =
        start(
            directory,
            plane.kubeconfig(),
            cluster,
            jaeger.environment(),
            jaeger.query() + "/api/traces/{traceId}");
  }

  @AfterAll
  void stopAll() throws Exception {
    stop();
    jaeger.close();
    cluster.close();
  }

  @Test
  void oneAttemptIsOneTraceFromTheRequestToTheLastCall() throws Exception {
    converged("whole");
    cluster.makeReady("whole", 1);
    cluster.awaitCondition("whole", "Available", "True");
    awaitPhase("whole", "idle"::equals);
    pause("whole");
    cluster
        .client()
        .apps()
        .deployments()
        .inNamespace(cluster.namespace())
        .withName("whole")
        .delete();
    Caller first = new Caller();
    Caller second = new Caller();
    reconcile("whole", "traceparent", first.traceparent());
    reconcile(
        "whole",
        "traceparent",
        second.traceparent(),
        "baggage",
        "tenant=blue,zone_pref=eu-1b,secret=x",
        "x-request-id",
        "r-7");
    annotate("whole", annotations -> without(annotations, PAUSED));
    cluster.awaitDeployment("whole", 1);

    JaegerTrace trace = complete(second.trace());

    assertThat(tree(trace))
        .isEqualTo(
            """
            POST /api/v1/controllers/{controller}/objects/{namespace}/{name}/reconcile
              ask watcher
                answer of watcher
                  attempt memcached
                    queue wait
                    assign
                      reconcile memcached
                        decode
                        MemcachedReconciler.reconcile
                        create deployments.apps
                        status
                          ask status
                            answer of status
                              patch memcacheds.cache.example.com/status
            """);
    assertThat(trace.spans())
        .allSatisfy(span -> assertThat(span.error()).as(span.name()).isEmpty());

    Span attempt = span(trace, "attempt memcached");
    assertThat(attempt.links())
        .as("the request that came together with it")
        .extracting(Link::traceId)
        .contains(first.trace())
        .doesNotContain(second.trace());
    assertThat(attempt.tags())
        .containsEntry("fairlead.controller", "memcached")
        .containsEntry("fairlead.outcome", "Done")
        .containsEntry("fairlead.tenant", "blue")
        .containsEntry("k8s.namespace.name", cluster.namespace())
        .containsEntry("k8s.object.name", "whole")
        .containsKeys("fairlead.epoch", "fairlead.attempt", "fairlead.worker");
    assertThat(attempt.tag("fairlead.reasons")).contains("USER_REQUEST", "CHILD_GONE");

    assertThat(span(trace, POST).tags())
        .containsEntry("span.kind", "server")
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.response.status_code", "202")
        .containsKeys("http.route", "url.path");
    assertThat(span(trace, "ask watcher").tags())
        .containsEntry("span.kind", "client")
        .containsEntry("messaging.system", "vertx-eventbus")
        .containsEntry("messaging.operation.type", "send")
        .containsKey("messaging.destination.name");
    assertThat(span(trace, "assign").tags())
        .containsEntry("span.kind", "producer")
        .containsEntry("messaging.operation.type", "send");
    assertThat(span(trace, "reconcile memcached").tags())
        .containsEntry("span.kind", "consumer")
        .containsEntry("messaging.operation.type", "process")
        .containsEntry("fairlead.outcome", "Done");
    assertThat(span(trace, "create deployments.apps").tags())
        .containsEntry("span.kind", "client")
        .containsEntry("http.request.method", "PATCH")
        .containsEntry("http.response.status_code", "201")
        .containsEntry("k8s.namespace.name", cluster.namespace())
        .containsEntry("k8s.deployment.name", "whole")
        .containsEntry("server.address", "127.0.0.1")
        .containsKeys("url.full", "server.port");
    assertThat(span(trace, "patch memcacheds.cache.example.com/status").tags())
        .containsEntry("http.response.status_code", "200")
        .containsKey("k8s.object.uid");

    Set<String> tellers = new HashSet<>();
    trace.spans().forEach(span -> tellers.add(span.process()));
    assertThat(tellers).hasSize(processes());
  }

  @Test
  void theLinkOfTheGatewayLeadsToTheTraceOfTheLastAttempt() throws Exception {
    converged("linked");
    JsonNode object = get(Mesh.path(cluster, "linked"));
    complete(object.path("traceId").asText());
    JsonNode answer =
        JSON.readTree(
            http.send(
                    HttpRequest.newBuilder(URI.create(object.path("traceUrl").asText())).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
    assertThat(answer.path("data").path(0).path("traceID").asText())
        .isEqualTo(object.path("traceId").asText());
  }

  @Test
  void anAnnotationIsJoinedByTheChangeThatBroughtItOnly() throws Exception {
    converged("annotated");
    Caller caller = new Caller();
    annotate("annotated", annotations -> with(annotations, ANNOTATION, caller.traceparent()));
    JaegerTrace trace = complete(caller.trace());
    assertThat(trace.roots()).extracting(Span::name).containsExactly("attempt memcached");

    annotate("annotated", annotations -> with(annotations, "example.com/other", "1"));
    eventually().until(() -> !traceOf("annotated").equals(caller.trace()));
  }

  @Test
  void b3InBothFormsIsJoined() throws Exception {
    converged("b3");
    Caller single = new Caller();
    reconcile("b3", "b3", single.trace() + "-" + single.span() + "-1");
    assertThat(complete(single.trace()).roots()).extracting(Span::name).containsExactly(POST);

    Caller multi = new Caller();
    reconcile(
        "b3", "X-B3-TraceId", multi.trace(), "X-B3-SpanId", multi.span(), "X-B3-Sampled", "1");
    assertThat(complete(multi.trace()).roots()).extracting(Span::name).containsExactly(POST);
  }

  @Test
  void whatIsMalformedBeginsATraceOfItsOwn() throws Exception {
    converged("malformed");
    for (String[] headers :
        List.of(
            new String[] {"traceparent", "00-zz-zz-01"},
            new String[] {"traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"},
            new String[] {"b3", "not-b3"},
            new String[] {"X-B3-TraceId", "xyz", "X-B3-SpanId", "1"},
            new String[] {"baggage", "=;=,,tenant"})) {
      String trace = reconcile("malformed", headers);
      assertThat(complete(trace).roots()).extracting(Span::name).containsExactly(POST);
    }
    Caller unsampled = new Caller();
    String quiet = unsampled.traceparent().replaceFirst("01$", "00");
    assertThat(reconcile("malformed", "traceparent", quiet)).isEqualTo(unsampled.trace());
    complete(reconcile("malformed"));
    assertThat(traces.trace(unsampled.trace())).as("a caller that samples no").isEmpty();
  }

  @Test
  void whatFailsIsAnErrorAndTheNextAttemptIsLinkedToIt() throws Exception {
    cluster.createDeploymentOfSomebodyElse("taken");
    cluster.create("taken", 1);
    eventually().until(() -> !traceOf("taken").isEmpty());
    String first = traceOf("taken");
    JaegerTrace trace = complete(first);

    Span create = span(trace, "create deployments.apps");
    assertThat(create.error()).isPresent();
    assertThat(create.tags())
        .containsEntry("otel.status_code", "ERROR")
        .containsEntry("http.response.status_code", "409")
        .containsEntry("error.type", "409");
    assertThat(span(trace, "get deployments.apps").tags())
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.response.status_code", "200");
    assertThat(span(trace, "attempt memcached").error())
        .hasValueSatisfying(error -> assertThat(error).contains("ControlledByAnother"));
    assertThat(span(trace, "reconcile memcached").tags())
        .containsEntry("fairlead.outcome", "Rejected")
        .containsEntry("error.type", "ControlledByAnother");
    eventually()
        .until(() ->
            traces.trace(first).map(JaegerTrace::of).orElseThrow().spans().stream()
                .anyMatch(span -> span.name().equals("create events.events.k8s.io")));

    JaegerTrace next = complete(reconcile("taken"));
    assertThat(span(next, "attempt memcached").links()).extracting(Link::traceId).isNotEmpty();
  }

  /** An object whose Deployment is there, and that nothing is due for. */
  void converged(String name) {
    cluster.create(name, 1);
    cluster.awaitDeployment(name, 1);
    awaitPhase(name, "idle"::equals);
  }

  private void pause(String name) {
    annotate(name, annotations -> with(annotations, PAUSED, "true"));
    awaitPhase(name, phase -> phase.equals("idle") || phase.equals("paused"));
    eventually()
        .alias("the watcher has seen the pause")
        .until(() -> get(Mesh.path(cluster, name) + "/explain").toString().contains("aused"));
  }

  private void awaitPhase(String name, Predicate<String> phase) {
    eventually().until(() -> phase.test(get(Mesh.path(cluster, name)).path("phase").asText()));
  }

  private void annotate(String name, UnaryOperator<Map<String, String>> change) {
    cluster
        .memcacheds()
        .withName(name)
        .edit(it -> {
          GenericKubernetesResource edited = it;
          Map<String, String> before = edited.getMetadata().getAnnotations();
          edited
              .getMetadata()
              .setAnnotations(change.apply(before == null ? new HashMap<>() : before));
          return edited;
        });
  }

  private static Map<String, String> with(Map<String, String> some, String key, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(key, value);
    return all;
  }

  private static Map<String, String> without(Map<String, String> some, String key) {
    Map<String, String> all = new HashMap<>(some);
    all.remove(key);
    return all;
  }

  private String traceOf(String name) {
    return get(Mesh.path(cluster, name)).path("traceId").asText("");
  }

  /** Asks for an attempt; answers with its trace. */
  String reconcile(String name, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway + Mesh.path(cluster, name) + "/reconcile"))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return JSON.readTree(response.body()).path("traceId").asText();
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create(gateway + path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException failed) {
      throw new IllegalStateException(path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The trace once the attempt in it has ended and every process has told of its part. */
  JaegerTrace complete(String trace) {
    List<JaegerTrace> seen = new ArrayList<>();
    eventually()
        .alias("trace " + trace + " is complete")
        .until(() -> {
          JaegerTrace now = JaegerTrace.of(traces.trace(trace).orElseThrow());
          seen.add(now);
          List<String> names = now.spans().stream().map(Span::name).toList();
          return now.roots().size() == 1
              && names.containsAll(List.of("attempt memcached", "reconcile memcached"))
              && (!names.contains("answer of watcher") || names.contains(POST))
              && (!names.contains("status") || names.contains("answer of status"));
        });
    return seen.getLast();
  }

  private static Span span(JaegerTrace trace, String name) {
    List<Span> found = trace.spans().stream().filter(span -> span.name().equals(name)).toList();
    assertThat(found).as(name + " in\n" + tree(trace)).hasSize(1);
    return found.getFirst();
  }

  private static String tree(JaegerTrace trace) {
    StringBuilder text = new StringBuilder();
    trace.roots().forEach(root -> draw(text, root, ""));
    return text.toString();
  }

  private static void draw(StringBuilder text, Span span, String indent) {
    text.append(indent).append(span.name()).append('\n');
    span.children().forEach(child -> draw(text, child, indent + "  "));
  }
}
