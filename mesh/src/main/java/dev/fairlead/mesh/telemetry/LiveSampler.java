package dev.fairlead.mesh.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.Optional;

/**
 * Decides as the variables say, or keeps another share of the traces that begin here; what a caller
 * has decided holds in any case. Thread-safe.
 */
final class LiveSampler implements Sampler {

  private final Sampler configured;
  private volatile Sampler current;

  LiveSampler(Sampler configured) {
    this.configured = configured;
    this.current = configured;
  }

  /** Keeps this share from now on; without one, what the variables say. */
  void keep(Optional<Double> share) {
    current =
        share
            .<Sampler>map(kept -> Sampler.parentBased(Sampler.traceIdRatioBased(kept)))
            .orElse(configured);
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return current.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return current.getDescription();
  }
}
