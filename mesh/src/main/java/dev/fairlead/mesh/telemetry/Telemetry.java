package dev.fairlead.mesh.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import io.vertx.tracing.opentelemetry.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The traces and metrics of one process. Spans go out by OTLP over HTTP where {@code
 * OTEL_EXPORTER_OTLP_ENDPOINT} or {@code OTEL_EXPORTER_OTLP_TRACES_ENDPOINT} is set; otherwise
 * nothing is sent, and contexts flow all the same. All roles of the process share one registry of
 * meters. Nothing that is wrong with telemetry fails the process: it is said in one line.
 *
 * <p>Closing waits at most two seconds for the last spans.
 */
public final class Telemetry implements AutoCloseable {

  /**
   * All meters, as text.
   *
   * @param contentType which format it is
   */
  public record Scrape(String contentType, String text) {}

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** Has what the other format has not: exemplars. */
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Telemetry.class);

  /** Repeats as a log line what it also throws; held, so that the level stays. */
  private static final Logger LOUD = Logger.getLogger("io.opentelemetry.sdk.autoconfigure");

  static {
    LOUD.setLevel(Level.OFF);
  }

  private final OpenTelemetrySdk openTelemetry;
  private final Optional<LiveSampler> sampler;
  private final Spans spans;
  private final PrometheusMeterRegistry registry;
  private final Meters meters;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final String instance;

  private Telemetry(
      OpenTelemetrySdk openTelemetry, Optional<LiveSampler> sampler, String instance) {
    this.openTelemetry = openTelemetry;
    this.sampler = sampler;
    this.instance = instance;
    this.spans = new Spans(openTelemetry);
    this.registry =
        new PrometheusMeterRegistry(
            new Exposition(), new PrometheusRegistry(), Clock.SYSTEM, Exemplars.CURRENT);
    this.meters = new Meters(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /**
   * Opens the telemetry that the variables ask for.
   *
   * @param environment the environment of the process, as {@link System#getenv()} gives it
   * @param instance the incarnation, as {@code service.instance.id}
   * @param version the version of the program, as {@code service.version}
   */
  public static Telemetry open(Map<String, String> environment, String instance, String version) {
    OtelSettings settings = OtelSettings.from(environment);
    AtomicReference<LiveSampler> sampler = new AtomicReference<>();
    OpenTelemetrySdk sdk;
    try {
      sdk = sdk(settings, sampler, instance, version);
    } catch (ConfigurationException e) {
      settings = OtelSettings.silent(environment, String.valueOf(e.getMessage()));
      sdk = sdk(settings, sampler, instance, version);
    }
    settings.problem().ifPresent(why -> LOG.warn("Traces are not sent: {}", why));
    settings.endpoint().ifPresent(endpoint -> LOG.info("Traces go to {}", endpoint));
    // Where nothing is sent, nothing need be recorded.
    Optional<LiveSampler> live =
        settings.endpoint().flatMap(_ -> Optional.ofNullable(sampler.get()));
    return new Telemetry(sdk, live, instance);
  }

  /** Micrometer's default puts exemplars where Prometheus refuses the whole scrape for them. */
  private static final class Exposition implements PrometheusConfig {

    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Properties prometheusProperties() {
      return new Properties();
    }
  }

  private static OpenTelemetrySdk sdk(
      OtelSettings settings,
      AtomicReference<LiveSampler> sampler,
      String instance,
      String version) {
    Resource self =
        Resource.create(
            Attributes.of(
                AttributeKey.stringKey("service.instance.id"), instance,
                AttributeKey.stringKey("service.version"), version));
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesCustomizer(ignored -> settings.properties())
        .addResourceCustomizer((resource, config) -> self.merge(resource))
        .addSamplerCustomizer((configured, config) -> {
          LiveSampler live = new LiveSampler(configured);
          sampler.set(live);
          return live;
        })
        .addSpanExporterCustomizer((exporter, config) ->
            settings
                .endpoint()
                .<SpanExporter>map(endpoint -> new CalmSpanExporter(exporter, endpoint))
                .orElse(exporter))
        .build()
        .getOpenTelemetrySdk();
  }

  /** Begins spans. */
  public Spans spans() {
    return spans;
  }

  /**
   * Keeps this share of the traces that begin here from now on, 0 to 1; without one, what the
   * variables say. Where nothing is sent it means nothing.
   */
  public void sample(Optional<Double> share) {
    sampler.ifPresent(live -> live.keep(share));
  }

  /** Where every role of the process registers its meters. */
  public Meters meters() {
    return meters;
  }

  /** For libraries that are instrumented with OpenTelemetry. */
  public OpenTelemetry openTelemetry() {
    return openTelemetry;
  }

  /**
   * All meters of this moment. Takes milliseconds, half a second at most: not for an event loop.
   *
   * @param accept the formats that the asker takes, as HTTP has it; without OpenMetrics it is the
   *     text format of Prometheus
   */
  public Scrape scrape(String accept) {
    meters.sample();
    String type = accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
    return new Scrape(type, registry.scrape(type));
  }

  /** Makes the Vert.x that is built trace and count with this telemetry. */
  public VertxBuilder instrument(VertxBuilder builder, VertxOptions options) {
    options.setMetricsOptions(
        new MicrometerMetricsOptions().setEnabled(true).setRegistryName(instance));
    options.setTracingOptions(new OpenTelemetryOptions());
    return builder
        .with(options)
        .withMetrics(new MicrometerMetricsFactory(registry))
        .withTracer(this::busTracer);
  }

  @SuppressWarnings("unchecked") // the factory gives the one class that it has
  private VertxTracer<?, ?> busTracer(TracingOptions options) {
    return new BusTracer(
        (VertxTracer<Operation, Operation>)
            new OpenTelemetryTracingFactory(openTelemetry).tracer(options));
  }

  @Override
  public void close() {
    openTelemetry.shutdown().join(2, TimeUnit.SECONDS);
    collections.close();
    registry.close();
  }
}
