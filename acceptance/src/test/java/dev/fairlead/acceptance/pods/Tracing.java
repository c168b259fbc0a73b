package dev.fairlead.acceptance.pods;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * What proxies do about traces.
 *
 * @param values of the templates
 */
public record Tracing(Map<String, ?> values) {

  /** Nothing. */
  public static final Tracing NONE =
      new Tracing(Map.of("tracing-otlp", Map.of(), "collectors", List.of()));

  /**
   * They tell one collector of their spans.
   *
   * @param otlp where that takes OTLP by gRPC
   * @param zipkin where, at the same address, it takes what Zipkin does
   * @param samplingPercent how many traces begin where the caller says nothing
   */
  public static Tracing to(
      InetSocketAddress otlp, InetSocketAddress zipkin, double samplingPercent) {
    return new Tracing(
        Map.of(
            "collector", otlp.getHostString(),
            "otlp-port", otlp.getPort(),
            "zipkin-port", zipkin.getPort(),
            "sampling-percent", samplingPercent));
  }
}
