package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Begins spans. Parents are given by value, as the headers that came over the wire, because what is
 * current on a thread is lost at the first asynchronous hop. A malformed {@code traceparent} counts
 * as none, as W3C Trace Context asks. Safe for use by many threads; nothing here blocks or fails.
 */
public final class Spans {

  private final Tracer tracer;
  private final TextMapPropagator propagator;

  Spans(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("dev.fairlead");
    this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
  }

  /** The span of a request that this process serves; the root of a trace unless the caller's. */
  public TraceSpan server(String name, TraceContext caller) {
    return begin(name, SpanKind.SERVER, caller);
  }

  /**
   * The span of one attempt: the root of a trace of its own, or a part of the trace that it joins.
   *
   * @param joined the context that a user gave; {@link TraceContext#NONE} for none
   * @param triggers the W3C traceparents of what made the key due; the span is linked to them, and
   *     those that are empty or malformed are passed over
   */
  public TraceSpan attempt(String name, TraceContext joined, Collection<String> triggers) {
    Context parent = extract(joined);
    SpanBuilder builder = tracer.spanBuilder(name).setParent(parent).setSpanKind(SpanKind.INTERNAL);
    for (String trigger : triggers) {
      SpanContext link =
          Span.fromContext(extract(new TraceContext(Map.of("traceparent", trigger))))
              .getSpanContext();
      if (link.isValid()) {
        builder.addLink(link);
      }
    }
    return wrap(builder.startSpan(), parent, joined);
  }

  /** A step of the work that {@code parent} belongs to. */
  public TraceSpan child(String name, TraceContext parent) {
    return begin(name, SpanKind.INTERNAL, parent);
  }

  /**
   * A call to another server, such as the API server, for the work that {@code parent} belongs to.
   */
  public TraceSpan call(String name, TraceContext parent) {
    return begin(name, SpanKind.CLIENT, parent);
  }

  private TraceSpan begin(String name, SpanKind kind, TraceContext caller) {
    Context parent = extract(caller);
    Span span = tracer.spanBuilder(name).setParent(parent).setSpanKind(kind).startSpan();
    return wrap(span, parent, caller);
  }

  private Context extract(TraceContext context) {
    return propagator.extract(Context.root(), context.headers(), Headers.GETTER);
  }

  private TraceSpan wrap(Span span, Context parent, TraceContext caller) {
    Context context = parent.with(span);
    Map<String, String> headers = new HashMap<>();
    propagator.inject(context, headers, Headers.SETTER);
    String requestId = caller.headers().get(Headers.REQUEST_ID);
    if (requestId != null) {
      headers.put(Headers.REQUEST_ID, requestId);
    }
    return new TraceSpan(span, context, new TraceContext(headers));
  }
}
