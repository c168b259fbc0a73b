package dev.fairlead.reconciler.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.worker.GateDecision;
import dev.fairlead.protocol.worker.Waits;
import dev.fairlead.reconciler.work.Execution;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconcileMetricsTest {

  private static final NamespacedName KEY = new NamespacedName("default", "a");
  private static final ObjectRef OBJECT =
      new ObjectRef(new GroupVersionResource("", "v1", "configmaps"), KEY);

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
  private final ReconcileMetrics metrics = new ReconcileMetrics(telemetry.meters(), "cache");

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void everythingIsThereAtZeroAndGoes() {
    assertThat(lines())
        .contains(
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"success\"} 0.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"error\"} 0.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"requeue\"} 0.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"requeue_after\"} 0.0",
            "controller_runtime_reconcile_errors_total{controller=\"cache\"} 0.0",
            "controller_runtime_terminal_reconcile_errors_total{controller=\"cache\"} 0.0",
            "controller_runtime_reconcile_panics_total{controller=\"cache\"} 0.0",
            "controller_runtime_reconcile_timeouts_total{controller=\"cache\"} 0.0",
            "controller_runtime_reconcile_time_seconds_count{controller=\"cache\"} 0",
            "controller_runtime_active_workers{controller=\"cache\"} 0.0",
            "controller_runtime_max_concurrent_reconciles{controller=\"cache\"} 0.0",
            "fairlead_refused_writes_total{controller=\"cache\",reason=\"revoked\"} 0.0");
    metrics.close();
    assertThat(telemetry.scrape("").text()).doesNotContain("cache");
  }

  @Test
  void outcomesAreTheResultsOfControllerRuntime() {
    for (Outcome outcome :
        List.of(
            new Outcome.Done(),
            new Outcome.LookAgain(1),
            new Outcome.RetryAfter(1, ""),
            new Outcome.Stale(OBJECT, ResourceVersion.NONE),
            new Outcome.Abandoned(""),
            new Outcome.Failed("", ""),
            new Outcome.Failed("", ""),
            new Outcome.Rejected("", ""))) {
      metrics.measured(execution(outcome)).run();
    }
    assertThat(lines())
        .contains(
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"success\"} 1.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"requeue_after\"} 2.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"requeue\"} 2.0",
            "controller_runtime_reconcile_total{controller=\"cache\",result=\"error\"} 3.0",
            "controller_runtime_reconcile_errors_total{controller=\"cache\"} 3.0",
            "controller_runtime_terminal_reconcile_errors_total{controller=\"cache\"} 1.0",
            "controller_runtime_reconcile_time_seconds_count{controller=\"cache\"} 8",
            "controller_runtime_active_workers{controller=\"cache\"} 0.0");
  }

  @Test
  void aPanicIsAnUncheckedExceptionThatIsNoAnswerOfTheServer() {
    metrics.threw(new IllegalStateException());
    metrics.threw(new StackOverflowError());
    metrics.threw(new IOException());
    metrics.threw(new KubernetesClientException("no"));
    metrics.timedOut();
    metrics.limit(7);
    assertThat(lines())
        .contains(
            "controller_runtime_reconcile_panics_total{controller=\"cache\"} 2.0",
            "controller_runtime_reconcile_timeouts_total{controller=\"cache\"} 1.0",
            "controller_runtime_max_concurrent_reconciles{controller=\"cache\"} 7.0");
  }

  @Test
  void whatTheGateRefusesIsCountedByReason() {
    Token token = new Token(Partition.whole("cache"), 1, KEY, 1);
    metrics.measured(asked -> new GateDecision.Pass(1)).ask(token);
    GateDecision refusal = new GateDecision.Refuse(GateDecision.Why.LOWER_EPOCH);
    assertThat(metrics.measured(asked -> refusal).ask(token)).isEqualTo(refusal);
    assertThat(lines())
        .contains(
            "fairlead_refused_writes_total{controller=\"cache\",reason=\"lower_epoch\"} 1.0",
            "fairlead_refused_writes_total{controller=\"cache\",reason=\"revoked\"} 0.0");
  }

  private Execution execution(Outcome outcome) {
    Execution.Written written = new Execution.Written(List.of(), TraceContext.NONE);
    return new Execution() {
      @Override
      public End run() {
        assertThat(lines()).contains("controller_runtime_active_workers{controller=\"cache\"} 1.0");
        return new End(outcome, written, Waits.NONE);
      }

      @Override
      public void cancel(String why) {}

      @Override
      public Written soFar() {
        return written;
      }
    };
  }

  private List<String> lines() {
    return telemetry.scrape("").text().lines().toList();
  }
}
