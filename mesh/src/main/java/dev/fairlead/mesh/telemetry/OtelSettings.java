package dev.fairlead.mesh.telemetry;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code OTEL_*} variables of the OpenTelemetry specification come to here.
 *
 * @param properties every setting of the SDK, by property name
 * @param endpoint where spans go; empty if nothing is sent
 * @param problem why nothing is sent although an endpoint is set, in one line; empty if all is well
 */
record OtelSettings(
    Map<String, String> properties, Optional<String> endpoint, Optional<String> problem) {

  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL";
  private static final String TRACES_PROTOCOL = "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL";

  OtelSettings {
    properties = Map.copyOf(properties);
  }

  static OtelSettings from(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith("OTEL_") && !value.isBlank()) {
        properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value.strip());
      }
    });
    boolean disabled = Boolean.parseBoolean(properties.getOrDefault("otel.sdk.disabled", "false"));
    // Contexts flow through a disabled SDK too, so it is only kept from sending.
    properties.put("otel.sdk.disabled", "false");
    // B3 in and out for Envoy; W3C is read last and wins.
    properties.putIfAbsent("otel.propagators", "b3multi,tracecontext,baggage");
    if (!properties.getOrDefault("otel.resource.attributes", "").contains("service.name=")) {
      properties.putIfAbsent("otel.service.name", "fairlead");
    }
    // Metrics are scraped and logs are lines: neither goes through this SDK.
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");

    String protocol = first(environment, TRACES_PROTOCOL, PROTOCOL).orElse("http/protobuf");
    properties.put("otel.exporter.otlp.traces.protocol", protocol);
    Optional<String> endpoint =
        disabled || "none".equals(properties.get("otel.traces.exporter"))
            ? Optional.empty()
            : first(environment, TRACES_ENDPOINT, ENDPOINT);
    Optional<String> problem =
        endpoint.isPresent() && !protocol.equals("http/protobuf")
            ? Optional.of(
                PROTOCOL
                    + " is "
                    + protocol
                    + ": set it to http/protobuf, which collectors take on port 4318")
            : Optional.empty();
    if (endpoint.isEmpty() || problem.isPresent()) {
      properties.put("otel.traces.exporter", "none");
      // What nobody will see need not be recorded; a caller's decision goes on to those we call.
      properties.put("otel.traces.sampler", "parentbased_always_off");
      endpoint = Optional.empty();
    } else {
      properties.put("otel.traces.exporter", "otlp");
    }
    return new OtelSettings(properties, endpoint, problem);
  }

  /** Settings that cannot fail, because nothing of the environment is left but the name. */
  static OtelSettings silent(Map<String, String> environment, String reason) {
    OtelSettings plain =
        from(Map.of("OTEL_SERVICE_NAME", environment.getOrDefault("OTEL_SERVICE_NAME", "")));
    return new OtelSettings(plain.properties(), Optional.empty(), Optional.of(reason));
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
