package dev.fairlead.acceptance.pods;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * What istiod makes of the {@code trafficPolicy} of a DestinationRule. Of its fields those that the
 * gateway's rule uses are known, and others are refused: nothing in it can be left out in silence.
 */
public final class TrafficPolicy {

  private static final ObjectMapper STRICT = new ObjectMapper();

  /** Istio has no bound where nothing is said. */
  private static final long UNBOUNDED = 0xFFFF_FFFFL;

  private record Rule(String host, Policy trafficPolicy) {}

  private record Policy(
      Tls tls,
      LoadBalancer loadBalancer,
      ConnectionPool connectionPool,
      OutlierDetection outlierDetection) {}

  private record Tls(String mode) {}

  private record LoadBalancer(String simple) {}

  private record ConnectionPool(Tcp tcp, Http http) {}

  private record Tcp(int maxConnections, String connectTimeout) {}

  private record Http(int http1MaxPendingRequests, int http2MaxRequests, String idleTimeout) {}

  private record OutlierDetection(
      int consecutiveGatewayErrors,
      int consecutive5xxErrors,
      String interval,
      String baseEjectionTime,
      int maxEjectionPercent) {}

  private final Policy policy;

  private TrafficPolicy(Policy policy) {
    this.policy = policy;
  }

  /** Reads a DestinationRule. */
  public static TrafficPolicy of(Object specification) {
    Policy policy = STRICT.convertValue(specification, Rule.class).trafficPolicy();
    if (!policy.tls().mode().equals("ISTIO_MUTUAL")) {
      throw new IllegalArgumentException(policy.tls() + ": the sidecars would let nobody in");
    }
    return new TrafficPolicy(policy);
  }

  /** How many connections there may be. */
  public int connectionsMax() {
    return policy.connectionPool().tcp().maxConnections();
  }

  /** How many requests may wait for one. */
  public int pendingMax() {
    return policy.connectionPool().http().http1MaxPendingRequests();
  }

  /** After how many errors in a row a gateway is left alone. */
  public int errorsMax() {
    return policy.outlierDetection().consecutiveGatewayErrors();
  }

  /** The values of {@code gateways.yaml}. */
  Map<String, ?> values() {
    Tcp tcp = policy.connectionPool().tcp();
    Http http = policy.connectionPool().http();
    return Map.of(
        "lb-policy", policy.loadBalancer().simple(),
        "connect-timeout", GoDuration.inSeconds(tcp.connectTimeout()),
        "idle-timeout", GoDuration.inSeconds(http.idleTimeout()),
        "circuit-breakers",
            Map.of(
                "thresholds",
                List.of(
                    Map.of(
                        "max_connections", tcp.maxConnections(),
                        "max_pending_requests", http.http1MaxPendingRequests(),
                        "max_requests", http.http2MaxRequests(),
                        "max_retries", UNBOUNDED))),
        "outlier-detection", outlierDetection(policy.outlierDetection()));
  }

  /** What is counted up to zero is not enforced; success rates are none of Istio's. */
  private static Map<String, ?> outlierDetection(OutlierDetection outliers) {
    return Map.of(
        "consecutive_gateway_failure", outliers.consecutiveGatewayErrors(),
        "enforcing_consecutive_gateway_failure", outliers.consecutiveGatewayErrors() > 0 ? 100 : 0,
        "consecutive_5xx", outliers.consecutive5xxErrors(),
        "enforcing_consecutive_5xx", outliers.consecutive5xxErrors() > 0 ? 100 : 0,
        "enforcing_success_rate", 0,
        "interval", GoDuration.inSeconds(outliers.interval()),
        "base_ejection_time", GoDuration.inSeconds(outliers.baseEjectionTime()),
        "max_ejection_percent", outliers.maxEjectionPercent());
  }
}
