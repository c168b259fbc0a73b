package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.TraceContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Begins spans. Parents are given by value, as the context that came with a message, because what
 * is current on a thread is lost at the first asynchronous hop. Within the mesh a context is W3C's,
 * whatever languages are spoken with the world outside ({@code OTEL_PROPAGATORS}). A malformed one
 * counts as none, as W3C Trace Context asks. Safe for use by many threads; nothing here blocks or
 * fails.
 */
public final class Spans {

  private static final TextMapPropagator WITHIN = W3CTraceContextPropagator.getInstance();

  private final Tracer tracer;
  private final TextMapPropagator outside;

  Spans(OpenTelemetry openTelemetry) {
    this.tracer = openTelemetry.getTracer("dev.fairlead");
    this.outside = openTelemetry.getPropagators().getTextMapPropagator();
  }

  /**
   * The span of a request that this process serves; the root of a trace unless the caller's.
   *
   * @param caller the headers of the request, in any language that is spoken outside
   */
  public TraceSpan server(String name, TraceContext caller) {
    Context parent = outside.extract(Context.root(), caller.headers(), Headers.GETTER);
    return begin(tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER), parent, caller, false);
  }

  /**
   * The span of one attempt: the root of a trace of its own, or a part of the trace that it joins.
   *
   * @param joined the context that it joins; {@link TraceContext#NONE} for none
   * @param triggers the W3C traceparents of what else made the key due; the span is linked to them,
   *     and those that are empty or malformed are passed over
   * @param since when the key became due
   */
  public TraceSpan attempt(
      String name, TraceContext joined, Collection<String> triggers, Instant since) {
    SpanBuilder builder = tracer.spanBuilder(name).setStartTimestamp(since);
    for (String trigger : triggers) {
      SpanContext link = Span.fromContext(extract(trigger)).getSpanContext();
      if (link.isValid()) {
        builder.addLink(link);
      }
    }
    return begin(builder, extract(joined.traceparent(), joined), joined, false);
  }

  /** A step of the work that {@code parent} belongs to. */
  public TraceSpan child(String name, TraceContext parent) {
    return begin(name, SpanKind.INTERNAL, parent);
  }

  /** A step that is over: it lasted so long until now. */
  public void past(String name, TraceContext parent, Duration lasted) {
    Instant now = Instant.now();
    tracer
        .spanBuilder(name)
        .setParent(extract(parent.traceparent(), parent))
        .setStartTimestamp(now.minus(lasted))
        .startSpan()
        .end(now);
  }

  /**
   * A message is sent for the work that {@code parent} belongs to, and its answer is not awaited.
   */
  public TraceSpan sending(String name, TraceContext parent) {
    return begin(name, SpanKind.PRODUCER, parent);
  }

  /** What a message asks for is done; {@code message} is the context that came with it. */
  public TraceSpan processing(String name, TraceContext message) {
    return begin(name, SpanKind.CONSUMER, message);
  }

  /**
   * A call to another server, such as the API server, for the work that {@code parent} belongs to.
   */
  public TraceSpan call(String name, TraceContext parent) {
    return begin(name, SpanKind.CLIENT, parent);
  }

  /**
   * The context of the step that the bus is taking here, if it is one of the trace that a message
   * carries: what follows is then shown below it. Otherwise what is carried.
   */
  public static TraceContext here(TraceContext carried) {
    SpanContext current = Span.current().getSpanContext();
    return current.isValid() && current.getTraceId().equals(carried.traceId())
        ? wire(Context.current(), carried)
        : carried;
  }

  /**
   * Runs some code, at once, as a part of the work that {@code carried} belongs to: what it asks
   * over the bus is a step of that. For code that comes after an asynchronous hop.
   */
  @SuppressWarnings("try") // the scope is closed, and that is all there is to it
  public static <T> T within(TraceContext carried, Supplier<T> work) {
    if (carried.traceparent().isEmpty()) {
      return work.get();
    }
    try (Scope scope = extract(carried.traceparent(), carried).makeCurrent()) {
      return work.get();
    }
  }

  private TraceSpan begin(String name, SpanKind kind, TraceContext parent) {
    return begin(
        tracer.spanBuilder(name).setSpanKind(kind),
        extract(parent.traceparent(), parent),
        parent,
        kind == SpanKind.CLIENT);
  }

  private TraceSpan begin(SpanBuilder builder, Context parent, TraceContext carried, boolean call) {
    Span span = builder.setParent(parent).startSpan();
    Context context = parent.with(span);
    return new TraceSpan(span, context, wire(context, carried), outside, call);
  }

  private static Context extract(String traceparent) {
    return extract(traceparent, new TraceContext(Map.of("traceparent", traceparent)));
  }

  private static Context extract(String traceparent, TraceContext context) {
    return traceparent.isEmpty()
        ? Context.root()
        : WITHIN.extract(Context.root(), context.headers(), Headers.GETTER);
  }

  /** As it travels with messages: whose trace, and what came along from outside. */
  private static TraceContext wire(Context context, TraceContext carried) {
    Map<String, String> headers = new HashMap<>();
    WITHIN.inject(context, headers, Headers.SETTER);
    for (String name : Headers.CARRIED) {
      String value = carried.headers().get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    return new TraceContext(headers);
  }
}
