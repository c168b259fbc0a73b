package dev.fairlead.watcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.query.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {

  private static final Incarnation OWNER = new Incarnation("o");

  private final Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1");
  private final QueueMetrics metrics = new QueueMetrics(telemetry.meters(), "cache");

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void whatIsIsTheSumOfThePartitions() {
    metrics.sampled(
        List.of(
            owner(0, Map.of(Priority.CHANGE, 3, Priority.INITIAL_LIST, 9), List.of(4_000L), 4),
            owner(1, Map.of(Priority.CHANGE, 1), List.of(9_000L, 9_500L), 2)),
        10_000);
    assertThat(lines())
        .contains(
            queue("workqueue_depth", ",priority=\"0\"") + " 4.0",
            queue("workqueue_depth", ",priority=\"-100\"") + " 9.0",
            queue("workqueue_depth", ",priority=\"100\"") + " 0.0",
            queue("workqueue_unfinished_work_seconds", "") + " 7.5",
            queue("workqueue_longest_running_processor_seconds", "") + " 6.0",
            "fairlead_credits{controller=\"cache\"} 6.0",
            "fairlead_holds{controller=\"cache\"} 4.0");
  }

  @Test
  void whatHappensIsCounted() {
    metrics.added(3);
    metrics.assigned(Duration.ofMillis(40), false);
    metrics.assigned(Duration.ofMillis(60), true);
    metrics.over(new Outcome.Done(), Duration.ofMillis(5));
    metrics.over(new Outcome.Failed("", ""), Duration.ofMillis(20));
    metrics.over(new Outcome.Rejected("", ""), Duration.ofMillis(20));
    assertThat(lines())
        .contains(
            queue("workqueue_adds_total", "") + " 3.0",
            queue("workqueue_queue_duration_seconds_count", "") + " 2",
            queue("workqueue_queue_duration_seconds_sum", "") + " 0.1",
            queue("workqueue_queue_duration_seconds_bucket", ",le=\"0.1\"") + " 2",
            queue("workqueue_work_duration_seconds_bucket", ",le=\"0.01\"") + " 1",
            queue("workqueue_retries_total", "") + " 1.0",
            "fairlead_redispatched_total{controller=\"cache\"} 1.0");
    metrics.close();
    assertThat(telemetry.scrape("").text()).doesNotContain("cache");
  }

  private static String queue(String name, String further) {
    return name + "{controller=\"cache\",name=\"cache\"" + further + "}";
  }

  private static DispatcherView owner(
      int partition, Map<Priority, Integer> due, List<Long> runningSince, int credit) {
    return new DispatcherView(
        new Partition("cache", 1, partition),
        1,
        OWNER,
        true,
        false,
        Integer.MAX_VALUE,
        Map.of(Phase.HELD, 2),
        OptionalLong.empty(),
        due,
        Optional.empty(),
        runningSince,
        List.of(
            new DispatcherView.WorkerView(
                new Incarnation("w"), "", credit, 0, 0, OptionalLong.empty())));
  }

  private List<String> lines() {
    return telemetry.scrape("").text().lines().toList();
  }
}
