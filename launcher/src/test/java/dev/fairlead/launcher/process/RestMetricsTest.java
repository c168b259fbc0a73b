package dev.fairlead.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.kube.http.Call;
import dev.fairlead.mesh.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestMetricsTest {

  @Test
  void callsAreCountedAsClientGoDoes() {
    try (Telemetry telemetry = Telemetry.open(Map.of(), "here-1", "1")) {
      RestMetrics metrics = new RestMetrics(telemetry.meters().group());
      metrics.finished(call("patch", 409, "PATCH"));
      metrics.finished(call("watch", 200, "GET"));
      metrics.finished(call("list", 0, "GET"));
      List<String> lines = telemetry.scrape("").text().lines().toList();
      assertThat(lines)
          .contains(
              "rest_client_requests_total{code=\"409\",host=\"h:6443\",method=\"PATCH\"} 1.0",
              "rest_client_requests_total{code=\"200\",host=\"h:6443\",method=\"GET\"} 1.0",
              "rest_client_requests_total{code=\"<error>\",host=\"h:6443\",method=\"GET\"} 1.0",
              "rest_client_requests_total{code=\"429\",host=\"h:6443\",method=\"PUT\"} 0.0",
              "rest_client_request_duration_seconds_count{host=\"h:6443\",verb=\"PATCH\"} 1",
              "rest_client_request_duration_seconds_count{host=\"h:6443\",verb=\"GET\"} 1");
    }
  }

  private static Call call(String verb, int code, String method) {
    return new Call(
        verb, "", "configmaps", "a", "b", code, Duration.ofMillis(3), method, "h:6443", "");
  }
}
