package dev.fairlead.mesh.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the collector is away, and once that it is back; the spans between are lost. */
final class CalmSpanExporter implements SpanExporter {

  /**
   * The library's own loggers print a stack trace for every failed batch. They are kept here,
   * because a logger that nobody holds forgets its level.
   */
  private static final Logger LOUD = Logger.getLogger("io.opentelemetry.exporter");

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(CalmSpanExporter.class);

  static {
    LOUD.setLevel(Level.OFF);
  }

  private final SpanExporter exporter;
  private final String endpoint;
  private final AtomicBoolean away = new AtomicBoolean();

  CalmSpanExporter(SpanExporter exporter, String endpoint) {
    this.exporter = exporter;
    this.endpoint = endpoint;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> {
      if (result.isSuccess()) {
        if (away.compareAndSet(true, false)) {
          LOG.info("Traces are taken again by {}", endpoint);
        }
      } else if (away.compareAndSet(false, true)) {
        LOG.warn(
            "Traces are not taken by {} and get lost until they are ({}); work goes on",
            endpoint,
            cause(result));
      }
    });
    return result;
  }

  private static String cause(CompletableResultCode result) {
    for (Throwable e = result.getFailureThrowable(); e != null; e = e.getCause()) {
      if (e instanceof IOException) {
        return e.toString();
      }
    }
    return "it refuses them";
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
