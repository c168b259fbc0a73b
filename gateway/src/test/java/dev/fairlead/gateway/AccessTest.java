package dev.fairlead.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.access.Caller;
import dev.fairlead.protocol.access.Reviews;
import dev.fairlead.protocol.flight.FlightRecord;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Who may see and do what, with an API server that answers by script. */
@Timeout(60)
class AccessTest {

  private static final String CONTROLLER = "/api/v1/controllers/memcached";
  private static final String OBJECT = CONTROLLER + "/objects/default/cache";

  /** What each user may, as {@code verb namespace/name}; an empty namespace is all of them. */
  private final Map<String, Set<String>> grants = new ConcurrentHashMap<>();

  private final AtomicInteger reviews = new AtomicInteger();
  private volatile boolean reachable = true;

  private final ScriptedMesh mesh =
      ScriptedMesh.guarded(
          new Reviews() {
            @Override
            public Authentication authenticate(String token) {
              reviews.incrementAndGet();
              if (!reachable) {
                return new Authentication.Unavailable("the API server is on holiday");
              }
              return token.startsWith("token-of-")
                  ? new Authentication.Known(
                      new Caller(token.substring(9), "", List.of("people"), Map.of()))
                  : new Authentication.Unknown("invalid bearer token");
            }

            @Override
            public Authorization authorize(Caller caller, Access access) {
              reviews.incrementAndGet();
              if (caller.name().equals("broken")) {
                throw new IllegalStateException("a bug");
              }
              Set<String> granted = grants.getOrDefault(caller.name(), Set.of());
              boolean allowed =
                  switch (access) {
                    case Access.ToPath(String verb, String path) ->
                        granted.contains(verb + " " + path);
                    case Access.ToResource(
                            String verb,
                            String group,
                            _,
                            String resource,
                            String ns,
                            String name) ->
                        resource.equals("memcacheds")
                            && group.equals("cache.example.com")
                            && (granted.contains(verb + " ")
                                || granted.contains(verb + " " + ns)
                                || granted.contains(verb + " " + ns + "/" + name));
                  };
              return allowed ? new Authorization.Allowed() : new Authorization.Denied("");
            }
          });

  @BeforeEach
  void answer() {
    mesh.watcher(OpenApiTest::answer);
    grants.put("cluster-viewer", Set.of("get ", "list ", "get /fairlead/mesh"));
    grants.put("namespace-viewer", Set.of("get default", "list default"));
    grants.put("lister", Set.of("list "));
    grants.put("named", Set.of("get default/cache", "update default/cache"));
    grants.put("editor", Set.of("get default", "list default", "update default"));
    grants.put("admin", Set.of("get ", "list ", "update ", "get /fairlead/mesh", "get /metrics"));
    await().until(() -> status("lister", "GET", CONTROLLER) == 200);
  }

  @AfterEach
  void close() {
    mesh.close();
  }

  /** Columns: mesh, metrics, controller, all objects, those of default, of other, an object. */
  @ParameterizedTest
  @CsvSource({
    "cluster-viewer,   200, 403, 200, 200, 200, 200, 200",
    "namespace-viewer, 403, 403, 403, 403, 200, 403, 200",
    "lister,           403, 403, 200, 200, 200, 200, 403",
    "named,            403, 403, 403, 403, 403, 403, 200",
    "editor,           403, 403, 403, 403, 200, 403, 200",
    "admin,            200, 200, 200, 200, 200, 200, 200",
    "nobody,           403, 403, 403, 403, 403, 403, 403",
  })
  void reads(
      String user, int meshed, int metrics, int controller, int all, int own, int other, int one) {
    assertThat(status(user, "GET", "/api/v1/mesh")).isEqualTo(meshed);
    assertThat(status(user, "GET", "/metrics")).isEqualTo(metrics);
    assertThat(status(user, "GET", CONTROLLER)).isEqualTo(controller);
    assertThat(status(user, "GET", CONTROLLER + "/objects")).isEqualTo(all);
    assertThat(status(user, "GET", CONTROLLER + "/objects?namespace=default")).isEqualTo(own);
    assertThat(status(user, "GET", CONTROLLER + "/objects?namespace=other")).isEqualTo(other);
    assertThat(status(user, "GET", OBJECT)).isEqualTo(one);
    assertThat(status(user, "GET", OBJECT + "/explain")).isEqualTo(one);
    // Nothing is known of it, which only who may see it is told.
    assertThat(status(user, "GET", OBJECT + "/history")).isEqualTo(one);
    assertThat(send(user, "GET", "/api/v1/controllers").statusCode()).isEqualTo(200);
    assertThat(
            new JsonObject(send(user, "GET", "/api/v1/controllers").body()).getJsonArray("items"))
        .hasSize(controller == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "cluster-viewer,   403, 403, 403",
    "namespace-viewer, 403, 403, 403",
    "named,            202, 403, 403",
    "editor,           202, 202, 403",
    "admin,            202, 202, 202",
    "nobody,           403, 403, 403",
  })
  void commands(String user, int one, int another, int controller) {
    assertThat(status(user, "POST", OBJECT + "/reconcile")).isEqualTo(one);
    assertThat(status(user, "POST", CONTROLLER + "/objects/default/other/reconcile"))
        .isEqualTo(another);
    assertThat(status(user, "POST", CONTROLLER + "/pause")).isEqualTo(controller);
    assertThat(status(user, "POST", CONTROLLER + "/resume")).isEqualTo(controller);
  }

  @Test
  void whoIsNotKnown() {
    HttpResponse<String> missing = mesh.get(OBJECT);
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.headers().firstValue("www-authenticate"))
        .contains("Bearer realm=\"fairlead\"");
    for (String header :
        List.of(
            "Bearer expired",
            "Bearer",
            "Bearer ",
            "Basic dXNlcjpwYXNz",
            "token-of-admin",
            "Bearer a b",
            "Bearer token-of-admin,",
            "Bearer " + "x".repeat(8_000))) {
      HttpResponse<String> response = mesh.get(OBJECT, "Authorization", header);
      assertThat(response.statusCode()).as(header).isEqualTo(401);
      JsonObject problem = new JsonObject(response.body());
      assertThat(problem.getString("field")).isEqualTo("Authorization");
      assertThat(problem.getString("type")).endsWith("/unauthenticated");
      assertThat(response.headers().firstValue("www-authenticate").orElse(""))
          .contains("invalid_token");
    }
    assertThat(mesh.get(OBJECT, "Authorization", "bEARER token-of-admin").statusCode())
        .isEqualTo(200);
    for (String open : List.of("/", "/healthz", "/readyz", "/openapi.json")) {
      assertThat(mesh.get(open).statusCode()).as(open).isEqualTo(200);
    }
    // What is wrong otherwise is not told to strangers.
    assertThat(mesh.get(CONTROLLER + "/objects?limit=0").statusCode()).isEqualTo(401);
  }

  @Test
  void aRefusalSpeaksAsKubectlDoes() {
    JsonObject problem =
        new JsonObject(send("namespace-viewer", "GET", CONTROLLER + "/objects").body());
    assertThat(problem.getString("detail"))
        .isEqualTo(
            "user \"namespace-viewer\" cannot list resource \"memcacheds\" in API group"
                + " \"cache.example.com\" at the cluster scope");
    problem = new JsonObject(send("nobody", "POST", OBJECT + "/reconcile").body());
    assertThat(problem.getString("detail"))
        .endsWith(
            "cannot update resource \"memcacheds\" in API group \"cache.example.com\" in the"
                + " namespace \"default\"");
  }

  @Test
  void answersAreRememberedForAShortWhile() {
    send("admin", "GET", OBJECT);
    int before = reviews.get();
    for (int i = 0; i < 50; i++) {
      assertThat(status("admin", "GET", OBJECT)).isEqualTo(200);
      assertThat(status("nobody", "GET", OBJECT)).isEqualTo(403);
    }
    // Two for the one who was not asked about before.
    assertThat(reviews.get() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void anApiServerThatDoesNotAnswer() {
    reachable = false;
    HttpResponse<String> response = send("admin", "GET", OBJECT);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("the API server is on holiday");
    reachable = true;
    assertThat(status("admin", "GET", OBJECT)).isEqualTo(200);
    response = send("broken", "GET", OBJECT);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).doesNotContain("IllegalState");
  }

  @Test
  void aControllerThatIsNotThere() {
    mesh.watcher(_ -> new WatcherAnswer.NoSuchController("x"));
    assertThat(status("admin", "GET", "/api/v1/controllers/x/objects")).isEqualTo(404);
    assertThat(status("admin", "GET", "/api/v1/events?controller=x")).isEqualTo(404);
  }

  @Test
  void whileAKindIsNotInstalledOnlyWhoMayAllOfItsGroupSeesIt() {
    mesh.watcher(query ->
        query instanceof WatcherQuery.ListControllers || query instanceof WatcherQuery.GetController
            ? new WatcherAnswer.Controllers(List.of(Examples.withoutResource()), List.of())
            : new WatcherAnswer.Objects(List.of(), Optional.empty()));
    assertThat(status("admin", "GET", "/api/v1/controllers/fresh")).isEqualTo(403);
  }

  /** Reviews come back from elsewhere, where no span is current. */
  @Test
  void whatIsAskedAfterAReviewIsAStepOfTheCallersTrace() {
    CompletableFuture<TraceContext> asked = new CompletableFuture<>();
    CompletableFuture<TraceContext> step = new CompletableFuture<>();
    mesh.watcher(query -> {
      if (query instanceof WatcherQuery.Reconcile reconcile) {
        asked.complete(reconcile.trace());
        step.complete(Spans.here(reconcile.trace()));
      }
      return OpenApiTest.answer(query);
    });
    int before = reviews.get();
    assertThat(status("editor", "POST", OBJECT + "/reconcile")).isEqualTo(202);
    assertThat(reviews.get()).isGreaterThan(before);
    assertThat(step.join().traceId()).isEqualTo(asked.join().traceId());
    assertThat(step.join()).isNotEqualTo(asked.join());
  }

  @Test
  void listenersHearOnlyOfWhatTheyMayList() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient();
        BufferedReader viewer = listen(http, "cluster-viewer");
        BufferedReader narrow = listen(http, "namespace-viewer")) {
      fly("secret", "a");
      fly("default", "b");
      assertThat(next(viewer).getString("name")).isEqualTo("a");
      assertThat(next(viewer).getString("name")).isEqualTo("b");
      assertThat(next(narrow).getString("name")).isEqualTo("b");
    }
    assertThat(status("namespace-viewer", "GET", "/api/v1/events?controller=memcached"))
        .isEqualTo(403);
    assertThat(mesh.get("/api/v1/events").statusCode()).isEqualTo(401);
  }

  @Test
  void everyCommandIsInTheAuditLog() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger audit = (Logger) LoggerFactory.getLogger("fairlead.audit");
    audit.addAppender(log);
    audit.setLevel(Level.INFO);
    try {
      send("admin", "POST", OBJECT + "/reconcile");
      send("nobody", "POST", CONTROLLER + "/objects/default/a%0Ab%22/reconcile");
      mesh.send("POST", CONTROLLER + "/pause", "");
      send("admin", "GET", OBJECT);
      assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
          .satisfiesExactly(
              one ->
                  assertThat(one)
                      .matches(
                          "reconcile \"memcached\" \"default/cache\" by \"admin\": 202 \\(trace"
                              + " [0-9a-f]{32}\\)"),
              two ->
                  assertThat(two)
                      .startsWith(
                          "reconcile \"memcached\" \"default/a\\u000ab\\\"\" by \"nobody\":")
                      .contains("403 forbidden"),
              three ->
                  assertThat(three)
                      .startsWith("pause \"memcached\" \"*\" by \"-\": 401 unauthenticated"));
    } finally {
      audit.detachAppender(log);
    }
  }

  private BufferedReader listen(HttpClient http, String user) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + mesh.gateway.actualPort() + "/api/v1/events"))
            .header("Authorization", "Bearer token-of-" + user)
            .build();
    var lines =
        new BufferedReader(
            new InputStreamReader(
                http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("retry: 2000");
    return lines;
  }

  private static JsonObject next(BufferedReader lines) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: ")) {
        return new JsonObject(line.substring(6));
      }
    }
    throw new AssertionError("the stream has ended");
  }

  private void fly(String namespace, String name) {
    mesh.process
        .bus()
        .publish(
            Topic.FLIGHTS,
            new FlightRecord.Removed(
                "memcached", new NamespacedName(namespace, name), Examples.AT));
  }

  private int status(String user, String method, String path) {
    return send(user, method, path).statusCode();
  }

  private HttpResponse<String> send(String user, String method, String path) {
    return mesh.send(method, path, "", "Authorization", "Bearer token-of-" + user);
  }
}
