package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.prometheus.Observability;
import dev.fairlead.acceptance.prometheus.Observability.Metric;
import dev.fairlead.acceptance.prometheus.Prometheus;
import dev.fairlead.acceptance.prometheus.WithPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mesh with trouble of every kind, scraped by a real Prometheus that has the alerts loaded. Each
 * metric is checked line by line, each query of the dashboard and of the alerts finds a series.
 */
@WithPrometheus
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusIT {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  /** What nobody but Fairlead may call a metric. */
  private static final Pattern OWN =
      Pattern.compile(
          "(controller_runtime|workqueue|rest_client|leader_election|http|fairlead)_.*");

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

  @TempDir private static Path directory;

  private SandboxServer server;
  private Cluster cluster;
  private Mesh mesh;

  PrometheusIT() {}

  @BeforeAll
  void trouble() throws Exception {
    server = SandboxServer.start();
    cluster = new Cluster(server.kubeconfig());
    cluster.installCrd();
    mesh = Mesh.start(server.kubeconfig(), new Trouble());
    mesh.awaitReady();
    for (String name : List.of("fine", "failing", "rejected", "waiting", "panicking", "late")) {
      cluster.create(name, 1);
    }
  }

  @AfterAll
  void end() {
    mesh.close();
    cluster.close();
    server.close();
  }

  @Test
  void everyMetricHasItsNameTypeAndLabelsAndThereAreNoOthers() {
    mesh.send("GET", "/no/such/thing");
    List<Metric> shown = metrics(scrape());
    assertThat(shown).containsExactlyInAnyOrderElementsOf(Observability.listed());
  }

  @Test
  void whatGoesWrongIsCounted() {
    for (String counted :
        List.of(
            "controller_runtime_reconcile_total{controller=\"trouble\",result=\"success\"}",
            "controller_runtime_reconcile_total{controller=\"trouble\",result=\"error\"}",
            "controller_runtime_reconcile_total{controller=\"trouble\",result=\"requeue_after\"}",
            "controller_runtime_reconcile_errors_total{controller=\"trouble\"}",
            "controller_runtime_terminal_reconcile_errors_total{controller=\"trouble\"}",
            "controller_runtime_reconcile_panics_total{controller=\"trouble\"}",
            "controller_runtime_reconcile_timeouts_total{controller=\"trouble\"}",
            "fairlead_refused_writes_total{controller=\"trouble\",reason=\"deadline_passed\"}",
            "workqueue_adds_total{controller=\"trouble\",name=\"trouble\"}",
            "workqueue_retries_total{controller=\"trouble\",name=\"trouble\"}",
            "fairlead_cache_objects{resource=\"memcacheds.cache.example.com\"}",
            "fairlead_partition_epoch{controller=\"trouble\",partition=\"trouble.1.0\"}",
            "leader_election_master_status{name=\"trouble.1.0\"}")) {
      eventually().alias(counted).until(() -> value(counted) > 0);
    }
    assertThat(
            value("controller_runtime_reconcile_total{controller=\"trouble\",result=\"requeue\"}"))
        .as("it is there before it happens")
        .isZero();
    assertThat(value("fairlead_redispatched_total{controller=\"trouble\"}")).isZero();
  }

  @Test
  void anExemplarLeadsToTheTraceThatTheCallerGave() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    for (String measured :
        List.of(
            "controller_runtime_reconcile_time_seconds_bucket",
            "workqueue_queue_duration_seconds_bucket",
            "http_request_duration_seconds_bucket")) {
      // A bucket keeps an exemplar for some seconds before another may take its place.
      eventually()
          .alias(measured)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            reconcile("fine", trace);
            return mesh.management("/metrics", "Accept", OPEN_METRICS)
                .body()
                .lines()
                .anyMatch(
                    line -> line.startsWith(measured) && line.contains("trace_id=\"" + trace));
          });
    }
  }

  @Test
  void theManagementPortAnswersTheKubeletAndPrometheus() {
    assertThat(mesh.management("/healthz").statusCode()).isEqualTo(200);
    assertThat(mesh.management("/readyz").statusCode()).isEqualTo(200);
    assertThat(mesh.management("/metrics", "Accept", OPEN_METRICS).body()).endsWith("# EOF\n");
    assertThat(metrics(mesh.management("/metrics").body())).isEqualTo(metrics(scrape()));
  }

  @Test
  void everyQueryOfTheDashboardAndOfTheAlertsFindsASeries() throws Exception {
    try (Prometheus prometheus =
        Prometheus.start(
            directory, "fairlead", List.of(mesh.managementAddress()), Observability.RULES)) {
      eventually().until(() -> prometheus.series("up == 1") == 1);
      Stream.concat(
              Observability.dashboard().stream(),
              Observability.alerts().stream().map(Observability::operands))
          .forEach(query -> eventually().alias(query).until(() -> prometheus.series(query) > 0));
      eventually()
          .untilAsserted(() ->
              assertThat(prometheus.rules())
                  .containsExactlyElementsOf(
                      Observability.alertNames().stream().map(name -> name + " ok").toList()));
    }
  }

  @Test
  void theAlertsAreWellFormedAndFireWhenTheyShould() {
    assertThat(Prometheus.promtool("check", "rules", Observability.RULES.toString()))
        .contains("SUCCESS");
    assertThat(
            Prometheus.promtool(
                "test", "rules", Observability.RULES.resolveSibling("rules-test.yaml").toString()))
        .contains("SUCCESS");
  }

  private void reconcile(String name, String trace) {
    mesh.send(
        "POST",
        "/api/v1/controllers/trouble/objects/" + cluster.namespace() + "/" + name + "/reconcile",
        "traceparent",
        "00-" + trace + "-00f067aa0ba902b7-01");
  }

  private String scrape() {
    return mesh.send("GET", "/metrics").body();
  }

  private double value(String series) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }

  /** What is shown under names that are Fairlead's own; a maximum is Micrometer's addition. */
  private static List<Metric> metrics(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, TreeSet<String>> labels = new TreeMap<>();
    text.lines()
        .forEach(line -> {
          Matcher type = TYPE.matcher(line);
          Matcher sample = SAMPLE.matcher(line);
          if (type.matches()) {
            types.put(type.group(1), type.group(2));
          } else if (sample.matches()) {
            String name = sample.group(1);
            String metric =
                types.containsKey(name) ? name : name.replaceFirst("_(bucket|sum|count)$", "");
            TreeSet<String> found = labels.computeIfAbsent(metric, _ -> new TreeSet<>());
            if (sample.group(2) != null) {
              LABEL.matcher(sample.group(2)).results().forEach(one -> found.add(one.group(1)));
            }
            found.remove("le");
          }
        });
    return types.entrySet().stream()
        .filter(each -> OWN.matcher(each.getKey()).matches() && !each.getKey().endsWith("_max"))
        .map(each ->
            new Metric(
                each.getKey(),
                each.getValue(),
                List.copyOf(labels.getOrDefault(each.getKey(), new TreeSet<>()))))
        .toList();
  }
}
