package dev.fairlead.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallCountsTest {

  private static final String METRICS =
      """
      # HELP apiserver_request_total Counter of apiserver requests
      apiserver_request_total{code="200",component="apiserver",dry_run="",group="apps",resource="deployments",scope="resource",subresource="",verb="APPLY",version="v1"} 1000
      apiserver_request_total{code="200",component="apiserver",dry_run="",group="cache.example.com",resource="memcacheds",scope="resource",subresource="status",verb="PUT",version="v1"} 1.2e+03
      apiserver_request_total{code="200",component="apiserver",dry_run="",group="coordination.k8s.io",resource="leases",scope="resource",subresource="",verb="PUT",version="v1"} 7
      apiserver_request_total_other{code="200",resource="deployments",verb="PUT"} 9
      """;

  private static final Call APPLY = new Call("APPLY", "deployments", 200);
  private static final Call STATUS = new Call("PUT", "memcacheds/status", 200);

  @Test
  void countsWhatAnOperatorCalls() {
    assertThat(CallCounts.parse(METRICS).counts()).isEqualTo(Map.of(APPLY, 1_000L, STATUS, 1_200L));
  }

  @Test
  void theDifferenceHasNoZeros() {
    CallCounts before = new CallCounts(Map.of(APPLY, 1_000L, STATUS, 1_000L));

    CallCounts since = CallCounts.parse(METRICS).since(before);

    assertThat(since.counts()).isEqualTo(Map.of(STATUS, 200L));
    assertThat(since.count(call -> call.resource().equals("deployments"))).isZero();
  }
}
