package dev.fairlead.mesh.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveSamplerTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final LiveSampler sampler = new LiveSampler(Sampler.parentBased(Sampler.alwaysOn()));

  @Test
  void theShareChangesAndGoesBackToWhatIsConfigured() {
    assertThat(kept(Context.root())).isTrue();

    sampler.keep(Optional.of(0.0));
    assertThat(kept(Context.root())).isFalse();

    sampler.keep(Optional.empty());
    assertThat(kept(Context.root())).isTrue();
  }

  @Test
  void whatACallerHasDecidedHolds() {
    sampler.keep(Optional.of(0.0));
    Span caller =
        Span.wrap(
            SpanContext.createFromRemoteParent(
                TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));

    assertThat(kept(Context.root().with(caller))).isTrue();
  }

  private boolean kept(Context parent) {
    return sampler
            .shouldSample(parent, TRACE, "a span", SpanKind.INTERNAL, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }
}
