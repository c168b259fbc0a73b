package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.browser.Tab.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.fairlead.acceptance.browser.Chromium;
import dev.fairlead.acceptance.browser.InRealBrowser;
import dev.fairlead.acceptance.browser.Tab;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The console in a real Chromium, on a mesh that runs. */
@InRealBrowser
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

  private static final String HOSTILE = "<img src=x onerror=document.title='harm'>";
  private static final String PAUSED = "fairlead.dev/paused";
  private static final String CACHE = "cache";
  private static final int MANY = 2_000;

  private SandboxServer server;
  private Mesh mesh;
  private Cluster cluster;
  private Chromium chromium;
  private final List<Tab> tabs = new ArrayList<>();

  @BeforeAll
  void start() throws Exception {
    server = SandboxServer.start();
    cluster = new Cluster(server.kubeconfig());
    cluster.installCrd();
    mesh = Mesh.ready(server.kubeconfig());
    cluster.create(CACHE, 3);
    cluster.create("waiting", 1);
    cluster.awaitDeployment(CACHE, 3);
    cluster.makeReady(CACHE, 3);
    cluster.awaitCondition(CACHE, "Available", "True");
    cluster.awaitCondition("waiting", "Available", "False");
    mesh.awaitQuiet();
    chromium = Chromium.start();
  }

  @AfterAll
  void stop() {
    chromium.close();
    mesh.close();
    cluster.close();
    server.close();
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    tabs.forEach(Tab::assertClean);
    tabs.forEach(Tab::close);
    tabs.clear();
  }

  @Test
  void theMeshShowsWhoIsThereAndWhoOwnsWhat() {
    Tab tab = tab();
    tab.go("");
    String incarnation =
        mesh.get("/api/v1/mesh").path("processes").get(0).path("incarnation").asText();
    eventually(tab.all("table[aria-label=Processes] tbody tr")).hasCount(1);
    eventually(tab.all("table[aria-label=Processes]")).containsText(incarnation);
    eventually(tab.all("table[aria-label=Processes]")).containsText("reconciler");
    Locator partition = tab.all("table[aria-label=Partitions] tbody tr");
    eventually(partition).containsText("memcached");
    eventually(partition).containsText(incarnation);
    eventually(partition).containsText("Synced");
    eventually(partition.locator("[data-title=Epoch]")).containsText("1");
    eventually(partition.locator("[data-title=Credits]"))
        .containsText(Pattern.compile("0 of [1-9]"));
    eventually(tab.all(".verdict")).containsText("not ready");
    eventually(tab.all("#connection")).hasText("Live");
    picture(tab, "mesh");
  }

  @Test
  void controllersShowWhatIsToDoAndHowItWent() {
    Tab tab = tab();
    tab.go("#/controllers");
    Locator card = tab.all("article[aria-label=memcached]");
    eventually(card.locator("figure")).hasCount(4);
    for (String title : List.of("Depth", "Rate", "Latency", "Errors")) {
      eventually(card.locator("svg[aria-label^=" + title + "]")).hasCount(1);
    }
    eventually(card.locator("figure path.curve")).hasCount(3);
    eventually(card.locator(".numbers")).containsText("Not ready");
    card.locator("h2 a").click();
    eventually(tab.heading("memcached")).isVisible();
    eventually(tab.all("table[aria-label=Partitions]")).containsText("Synced");
    eventually(tab.all("main")).containsText("cache.example.com/v1 Memcached");
  }

  @Test
  void objectsAreFiltered() {
    Tab tab = tab();
    tab.go("#/objects");
    Locator rows = tab.all("main tbody tr");
    eventually(rows.filter(new Locator.FilterOptions().setHasText(cluster.namespace() + "/cache")))
        .hasCount(1);
    assertThat(tab.page().url()).as("one controller").contains("#/controllers/memcached/objects");
    tab.all("#filter-namespace").fill(cluster.namespace());
    eventually(rows).hasCount(2);
    tab.all("#filter-ready").selectOption("false");
    eventually(rows).hasCount(1);
    eventually(rows).containsText("waiting");
    eventually(rows).containsText("Not ready");
    picture(tab, "objects");
    tab.page().reload();
    eventually(rows).hasCount(1);
    eventually(tab.all("#filter-ready")).hasValue("false");
    tab.all("#filter-search").fill("nobody-is-called-that");
    eventually(tab.all(".empty")).containsText("No object is like that");
    tab.all("main").getByText("Clear the filters").click();
    eventually(tab.all("#filter-ready")).hasValue("");
    eventually(tab.all("#filter-search")).hasValue("");
    tab.all("#filter-labelSelector").fill("a in");
    tab.press("Enter");
    eventually(tab.all(".failure")).containsText("labelSelector");
    tab.forgive("400");
  }

  @Test
  void thousandsOfObjectsAreAPageAtATime() {
    try (Cluster many = new Cluster(server.kubeconfig())) {
      try (var threads = Executors.newFixedThreadPool(4, Thread.ofVirtual().factory())) {
        IntStream.range(0, MANY)
            .forEach(number -> threads.execute(() -> paused(many, "many-%04d".formatted(number))));
      }
      Tab tab = tab();
      tab.go("#/controllers/memcached/objects?namespace=" + many.namespace());
      Locator rows = tab.all("main tbody tr");
      eventually(rows).hasCount(50);
      eventually(rows.first()).containsText("many-0000");
      eventually(rows.first()).containsText("Paused");
      assertThat(tab.all("#filter-namespace").inputValue()).isEqualTo(many.namespace());
      tab.press("n");
      eventually(rows.first()).containsText("many-0050");
      tab.all("[rel=next]").click();
      eventually(rows.first()).containsText("many-0100");
      tab.page().reload();
      eventually(rows.first()).containsText("many-0100");
      tab.page().goBack();
      eventually(rows.first()).containsText("many-0050");
      tab.press("p");
      eventually(rows.first()).containsText("many-0000");
      tab.all("#filter-search").fill("many-19");
      eventually(rows.first()).containsText("many-1900");
      tab.press("Escape", "n");
      eventually(rows.first()).containsText("many-1950");
      eventually(rows.last()).containsText("many-1999");
      eventually(tab.all("[rel=next]")).hasCount(0);
      many.memcacheds().delete();
    }
  }

  @Test
  void anObjectTellsWhyItIsAsItIs() {
    Tab tab = tab();
    tab.go(objectRoute("waiting"));
    eventually(tab.all(".sentence"))
        .containsText(mesh.explain(cluster, "waiting").path("summary").asText());
    eventually(tab.all(".cause"))
        .containsText(mesh.explain(cluster, "waiting").path("cause").asText());
    eventually(tab.all(".event").last()).containsText("create");
    eventually(tab.all(".event").last()).containsText("deployments.apps");
    eventually(tab.all("table[aria-label=Children]")).containsText("Deployment waiting");
    eventually(tab.all(".conditions")).containsText("Available");
    String trace = tab.all(".head a.button").getAttribute("href");
    assertThat(trace)
        .isEqualTo(mesh.object(cluster, "waiting").path("traceUrl").asText())
        .startsWith("http");
    picture(tab, "object");
    tab.go("#/controllers/memcached/objects/default/nobody");
    eventually(tab.all(".failure")).containsText("There is no such object");
    tab.forgive("404");
  }

  @Test
  void reconcilingAsksFirstAndIsSeenAsItHappens() {
    Tab tab = tab();
    tab.go(objectRoute(CACHE));
    Locator events = tab.all(".event");
    eventually(events.first()).isVisible();
    int before = events.count();
    tab.press("r");
    eventually(tab.all("dialog")).containsText("Reconcile " + cluster.namespace() + "/cache now?");
    tab.press("Escape");
    eventually(tab.all("dialog")).hasCount(0);
    assertThat(mesh.history(cluster, CACHE).path("items")).hasSize(before);
    tab.button("Reconcile now").click();
    tab.button("Reconcile").click();
    eventually(tab.all(".toast")).containsText("is due now");
    eventually(events).hasCount(before + 1);
    eventually(events.first()).containsText("User request");
    eventually(events.first()).containsText("Done");
  }

  @Test
  void aControllerIsPausedAndResumed() {
    Tab tab = tab();
    tab.go("#/controllers/memcached");
    tab.button("Pause").click();
    eventually(tab.all("dialog")).containsText("No attempt begins until it is resumed");
    eventually(tab.button("Cancel")).isFocused();
    tab.all("dialog").locator("button.danger").click();
    eventually(tab.all(".head .mark").first()).containsText("Paused");
    eventually(tab.all(".verdict")).containsText("no attempt begins until it is resumed");
    assertThat(mesh.get("/api/v1/controllers/memcached").path("paused").asBoolean()).isTrue();
    tab.button("Resume").click();
    tab.all("dialog").locator("button.primary").click();
    eventually(tab.button("Pause")).isVisible();
    assertThat(mesh.get("/api/v1/controllers/memcached").path("paused").asBoolean()).isFalse();
  }

  @Test
  void theKeyboardIsEnough() {
    Tab tab = tab();
    tab.go("");
    eventually(tab.heading("Mesh")).isVisible();
    tab.press("g", "c");
    eventually(tab.heading("Controllers")).isVisible();
    eventually(tab.all("article .row-link")).isVisible();
    tab.press("j");
    eventually(tab.all("article .row-link")).isFocused();
    tab.press("Enter");
    eventually(tab.heading("memcached")).isVisible();
    tab.press("/");
    eventually(tab.all("#find-text")).isFocused();
    tab.page().keyboard().type(cluster.namespace() + "/wai");
    tab.press("Enter");
    // The page of the controller has a table of one row as well, and may still be there.
    eventually(tab.all("table[aria-label='Objects of memcached'] tbody tr")).hasCount(1);
    tab.press("j", "Enter");
    eventually(tab.heading(cluster.namespace() + "/waiting")).isVisible();
    tab.press("?");
    eventually(tab.all("dialog")).containsText("Keyboard");
    tab.press("Escape");
    eventually(tab.all("dialog")).hasCount(0);
    tab.press("g", "m");
    eventually(tab.heading("Mesh")).isVisible();
  }

  @Test
  void whatIsHostileIsOnlyText() {
    paused(cluster, "hostile");
    cluster
        .memcacheds()
        .withName("hostile")
        .editStatus(it -> {
          it.setAdditionalProperty(
              "status",
              Map.of(
                  "conditions",
                  List.of(
                      Map.of(
                          "type", "Available",
                          "status", "False",
                          "reason", "Hostile",
                          "message", HOSTILE,
                          "lastTransitionTime", "2026-01-01T00:00:00Z"))));
          return it;
        });
    Tab tab = tab();
    tab.go("#/controllers/memcached/objects?search=hostile");
    eventually(tab.all("main tbody")).containsText(HOSTILE);
    tab.go(objectRoute("hostile"));
    eventually(tab.all(".conditions")).containsText(HOSTILE);
    eventually(tab.all("main img")).hasCount(0);
    assertThat(tab.page().title()).doesNotContain("harm");
    cluster.memcacheds().withName("hostile").delete();
  }

  /** Even if the gateway itself were made to say it, in every field. */
  @Test
  void noFieldOfAnyAnswerBecomesMarkup() {
    Tab tab = tab();
    tab.page()
        .route(
            Pattern.compile(".*/api/v1/controllers/.*/objects/.*"),
            route -> {
              String body = route.fetch().text();
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody(hostile(body)));
            });
    tab.go(objectRoute("waiting"));
    eventually(tab.all(".sentence")).containsText(HOSTILE);
    eventually(tab.all(".event").first()).containsText(HOSTILE);
    eventually(tab.all("main img")).hasCount(0);
    eventually(tab.all("a[href^=javascript]")).hasCount(0);
    assertThat(tab.page().title()).doesNotContain("harm");
  }

  @Test
  void theColoursAreTheSystemsUntilOthersAreChosen() {
    Tab tab = tab(options -> options.setColorScheme(ColorScheme.DARK));
    tab.go("");
    eventually(tab.heading("Mesh")).isVisible();
    assertThat(lightness(tab)).isLessThan(60);
    picture(tab, "dark");
    tab.press("t");
    assertThat(lightness(tab)).isGreaterThan(200);
    tab.page().reload();
    assertThat(lightness(tab)).as("is kept").isGreaterThan(200);
    tab.press("t");
    assertThat(lightness(tab)).isLessThan(60);
  }

  @Test
  void everyPageFitsANarrowScreen() {
    Tab tab = tab(options -> options.setViewportSize(390, 844));
    for (String route :
        List.of(
            "#/mesh",
            "#/controllers",
            "#/controllers/memcached",
            "#/controllers/memcached/objects",
            objectRoute("waiting"))) {
      tab.go(route);
      eventually(tab.all("main h1")).isVisible();
      assertThat(tab.overflow()).as(route).isNotPositive();
    }
    picture(tab, "narrow");
  }

  @Test
  void whatIsLostIsSaidAndComesBackByItself() {
    Tab tab = tab();
    tab.go("");
    eventually(tab.heading("Mesh")).isVisible();
    tab.page().context().setOffline(true);
    eventually(tab.all(".failure")).containsText("The gateway does not answer");
    eventually(tab.all(".failure")).containsText("What you see is from");
    eventually(tab.all("table[aria-label=Processes] tbody tr")).hasCount(1);
    tab.page().context().setOffline(false);
    eventually(tab.all(".failure")).hasCount(0);
    tab.forgive("ERR_INTERNET_DISCONNECTED");
  }

  @Test
  void aTokenIsAskedForAndKeptInTheTabOnly() throws Exception {
    String token = server.sandbox().adminToken();
    try (Mesh guarded = Mesh.guarded(server.kubeconfig());
        Tab tab = chromium.open(guarded.gateway(), options -> options)) {
      tab.go("");
      for (String given : List.of("wrong", token)) {
        eventually(tab.all("dialog")).containsText("This gateway asks who you are");
        tab.all("#token").fill(given);
        tab.button("Use token").click();
      }
      eventually(tab.all("table[aria-label=Processes] tbody tr").first()).isVisible();
      eventually(tab.all("#connection")).hasText("Live");
      assertThat(tab.page().evaluate("sessionStorage.getItem('fairlead.token')")).isEqualTo(token);
      assertThat(tab.page().evaluate("JSON.stringify(localStorage) + document.cookie").toString())
          .doesNotContain(token);
      tab.press("?");
      tab.button("Forget the token").click();
      eventually(tab.all("dialog")).containsText("This gateway asks who you are");
      tab.forgive("401");
      tab.assertClean();
    }
  }

  /** As the gateway's stream is written: by the standard, and resumed where it broke. */
  @Test
  void theStreamIsReadAndResumed() {
    Tab tab = tab();
    List<String> resumedAt = new ArrayList<>();
    tab.page()
        .route(
            Pattern.compile(".*/openapi\\.json"),
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"paths\": {\"/api/v1/events\": {}}}")));
    tab.page()
        .route(
            Pattern.compile(".*/api/v1/events.*"),
            route -> {
              resumedAt.add(String.valueOf(route.request().headerValue("last-event-id")));
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/event-stream")
                      .setBody(
                          "id: m.6\nevent: ended\ndata: {\"controller\": \"memcached\", \"name\": \"x\",\ndata:"
                              + " \"item\": {\"durationMillis\": 42}}\n\n: here\nid: m.7\n\nid: m.8\ndata: cut"));
            });
    tab.go("#/controllers");
    eventually(tab.all("svg[aria-label^='Latency: 42 ms']")).hasCount(1);
    eventually(tab.all("#connection.lost")).containsText("Reconnecting");
    Cluster.eventually()
        .until(() -> {
          tab.page().waitForTimeout(100);
          return resumedAt.size() > 1;
        });
    assertThat(resumedAt).startsWith("null", "m.7");
  }

  private Tab tab() {
    return tab(options -> options);
  }

  private Tab tab(UnaryOperator<NewContextOptions> options) {
    Tab tab = chromium.open(mesh.gateway(), options);
    tabs.add(tab);
    return tab;
  }

  /** The lightness of the ground, 0 to 255. */
  private static int lightness(Tab tab) {
    String colour = (String) tab.page().evaluate("getComputedStyle(document.body).backgroundColor");
    return Pattern.compile("\\d+")
            .matcher(colour)
            .results()
            .limit(3)
            .mapToInt(it -> Integer.parseInt(it.group()))
            .sum()
        / 3;
  }

  private String objectRoute(String name) {
    return "#/controllers/memcached/objects/" + cluster.namespace() + "/" + name;
  }

  /** Every text of an answer with markup behind it, and every address one that runs. */
  private static String hostile(String json) {
    return json.replaceAll(
            "\"traceUrl\"\\s*:\\s*\"[^\"]*\"", "\"traceUrl\": \"javascript:alert(1)\"")
        .replaceAll(
            "(\"(?:summary|cause|waitingFor|lastError|error|message|reason|outcome|object|worker|owner)\"\\s*:\\s*)\"([^\"\\\\]*)\"",
            "$1\"$2" + HOSTILE + "\"");
  }

  private static void paused(Cluster where, String name) {
    GenericKubernetesResource memcached = new GenericKubernetesResource();
    memcached.setApiVersion("cache.example.com/v1");
    memcached.setKind("Memcached");
    memcached.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(where.namespace())
            .addToAnnotations(PAUSED, "true")
            .build());
    memcached.setAdditionalProperties(Map.of("spec", Map.of("replicas", 1)));
    where.memcacheds().resource(memcached).create();
  }

  /** Pictures for whoever wants to look, beside the reports of the tests. */
  private static void picture(Tab tab, String name) {
    try {
      Path directory = Files.createDirectories(Path.of("target", "console"));
      tab.picture(directory.resolve(name + ".png"));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
