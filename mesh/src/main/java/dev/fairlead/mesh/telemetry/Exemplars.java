package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.TraceContext;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Ties what is measured to the trace it was measured in, so that a dashboard leads from a slow
 * bucket to one attempt that was slow. Only traces that are sampled are named; Prometheus asks for
 * exemplars with the OpenMetrics format.
 */
public final class Exemplars {

  private static final int SPAN_ID = 36;
  private static final int SPAN_ID_END = 52;
  private static final int FLAGS_END = 55;

  private static final ScopedValue<TraceContext> TRACE = ScopedValue.newInstance();

  /** For the registry: the trace of the observation that is being made on this thread. */
  static final SpanContext CURRENT =
      new SpanContext() {
        @Override
        public @Nullable String getCurrentTraceId() {
          return TRACE.isBound() ? TRACE.get().traceId() : null;
        }

        @Override
        public @Nullable String getCurrentSpanId() {
          return TRACE.isBound() ? TRACE.get().traceparent().substring(SPAN_ID, SPAN_ID_END) : null;
        }

        @Override
        public boolean isCurrentSpanSampled() {
          return TRACE.isBound();
        }

        @Override
        public void markCurrentSpanAsExemplar() {}
      };

  private Exemplars() {}

  /** Makes an observation that belongs to a trace, at once. */
  public static void of(TraceContext trace, Runnable observation) {
    if (isSampled(trace.traceparent())) {
      ScopedValue.where(TRACE, trace).run(observation);
    } else {
      observation.run();
    }
  }

  /** By the last bit of the flags, which W3C Trace Context puts last. */
  private static boolean isSampled(String traceparent) {
    return traceparent.length() >= FLAGS_END
        && (Character.digit(traceparent.charAt(FLAGS_END - 1), 16) & 1) == 1;
  }
}
