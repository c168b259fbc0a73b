package dev.fairlead.acceptance.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.prometheus.Observability.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the files say of each other; whether Prometheus agrees is for PrometheusIT. */
class ObservabilityTest {

  /** Of the JVM and of Vert.x, as far as the dashboard asks for them. */
  private static final Set<String> OTHERS =
      Set.of(
          "jvm_gc_pause_seconds",
          "jvm_memory_max_bytes",
          "jvm_memory_used_bytes",
          "process_cpu_usage",
          "vertx_eventbus_discarded_total",
          "vertx_eventbus_processed_total");

  @Test
  void theDashboardAndTheRulesNameOnlyMetricsThatExist() {
    Set<String> known =
        Stream.concat(Observability.listed().stream().map(Metric::name), OTHERS.stream())
            .collect(Collectors.toSet());
    List<String> expressions =
        Stream.concat(Observability.dashboard().stream(), Observability.alerts().stream()).toList();

    assertThat(expressions)
        .allSatisfy(expression ->
            assertThat(Observability.names(expression)).isNotEmpty().isSubsetOf(known));
  }

  @Test
  void theDashboardShowsEverythingThatIsListed() {
    assertThat(
            Observability.dashboard().stream()
                .flatMap(expression -> Observability.names(expression).stream()))
        .containsAll(Observability.listed().stream().map(Metric::name).toList());
  }

  @Test
  void theDocumentHasTheSameTable() {
    assertThat(Observability.documented())
        .containsExactlyInAnyOrderElementsOf(Observability.listed());
  }

  @Test
  void theOperatorHasTheSameRules() {
    assertThat(Observability.operatorRules())
        .as("indent the groups of rules.yaml under spec of prometheusrule.yaml")
        .isEqualTo(Observability.rules());
  }

  @Test
  void everyAlertHasARunbookOfItsName() {
    assertThat(Observability.runbooks())
        .hasSameSizeAs(Observability.alertNames())
        .allSatisfy(runbook -> assertThat(Observability.headings()).contains(runbook));
    assertThat(Observability.runbooks())
        .containsExactlyElementsOf(
            Observability.alertNames().stream()
                .map(name -> "docs/OPERATIONS.md#" + name.toLowerCase(Locale.ROOT))
                .toList());
  }
}
