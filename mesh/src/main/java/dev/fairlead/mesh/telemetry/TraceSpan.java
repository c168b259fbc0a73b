package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A span that has begun; closing it ends it, once. Threads may share it, and any may close it. */
public final class TraceSpan implements AutoCloseable {

  private static final ScopedValue<TraceSpan> CURRENT = ScopedValue.newInstance();

  private final Span span;
  private final Context context;
  private final TraceContext wire;
  private final TextMapPropagator outside;
  private final boolean call;

  TraceSpan(
      Span span, Context context, TraceContext wire, TextMapPropagator outside, boolean call) {
    this.call = call;
    this.span = span;
    this.context = context;
    this.wire = wire;
    this.outside = outside;
  }

  /** What travels with messages, for spans that are children of this one. */
  public TraceContext context() {
    return wire;
  }

  /**
   * The headers for a call to the world outside, such as the API server or a hook: W3C, B3, baggage
   * and {@code x-request-id}.
   */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(wire.headers());
    outside.inject(context, headers, Headers.SETTER);
    return headers;
  }

  /** Whether it is that of one {@linkplain Spans#call call}, and not of work that makes some. */
  public boolean isCall() {
    return call;
  }

  /** The trace it belongs to, in hex. */
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  /** Notes a fact; one that is empty is none. */
  public TraceSpan set(String name, String value) {
    if (!value.isEmpty()) {
      span.setAttribute(name, value);
    }
    return this;
  }

  /** Notes a number. */
  public TraceSpan set(String name, long value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Notes several. */
  public TraceSpan set(String name, List<String> values) {
    span.setAttribute(AttributeKey.stringArrayKey(name), values);
    return this;
  }

  /** It is about this object. */
  public TraceSpan about(ObjectRef object) {
    KubernetesFacts.of(object).forEach(this::set);
    return this;
  }

  /** It belongs to this attempt. */
  public TraceSpan about(Token token) {
    return set("fairlead.controller", token.partition().controller())
        .set("fairlead.partition", token.partition().number())
        .set("fairlead.epoch", token.epoch())
        .set("fairlead.attempt", token.attempt())
        .set("fairlead.tenant", wire.baggage("tenant"))
        .set("k8s.namespace.name", token.key().namespace())
        .set("k8s.object.name", token.key().name());
  }

  /** The attempt came to this; a failure is an error, and so is what trying again cannot help. */
  public TraceSpan outcome(Outcome outcome) {
    set("fairlead.outcome", outcome.getClass().getSimpleName());
    return switch (outcome) {
      case Outcome.Failed(String reason, String message) -> failed(reason, message);
      case Outcome.Rejected(String reason, String message) -> failed(reason, message);
      case Outcome.Abandoned(String reason) -> set("fairlead.reason", reason);
      case Outcome.RetryAfter(long afterMillis, String reason) -> set("fairlead.reason", reason);
      case Outcome.Stale(ObjectRef conflict, ResourceVersion seen) ->
          set("fairlead.reason", conflict + " has changed");
      case Outcome.Done done -> this;
      case Outcome.LookAgain lookAgain -> this;
    };
  }

  private TraceSpan failed(String reason, String message) {
    return set("error.type", reason).failed(reason + ": " + message);
  }

  /** Something happened in its course. */
  public TraceSpan event(String what) {
    span.addEvent(what);
    return this;
  }

  /** Marks it as failed, with the cause in one line. */
  public TraceSpan failed(String cause) {
    span.setStatus(StatusCode.ERROR, cause);
    return this;
  }

  /** Marks it as failed, with the exception. */
  public TraceSpan failed(Throwable cause) {
    span.recordException(cause);
    span.setAttribute("error.type", cause.getClass().getName());
    return failed(String.valueOf(cause.getMessage()));
  }

  /**
   * Runs some code, at once, with this as the current span of the thread or of the Vert.x context,
   * for libraries that look there, and for {@link #current}.
   */
  @SuppressWarnings("try") // the scope is closed, and that is all there is to it
  public <T, X extends Throwable> T within(ScopedValue.CallableOp<? extends T, X> work) throws X {
    try (Scope scope = context.makeCurrent()) {
      return ScopedValue.where(CURRENT, this).call(work);
    }
  }

  /** The span that the code now runs {@linkplain #within within}. */
  public static Optional<TraceSpan> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** The headers for a call that is made by the code now {@linkplain #within within} a span. */
  public static Map<String, String> currentHeaders() {
    return current().map(TraceSpan::headers).orElse(Map.of());
  }

  /** The same code, to run elsewhere under the span that is current here. */
  public static Runnable carrying(Runnable work) {
    return Context.current().wrap(work);
  }

  @Override
  public void close() {
    span.end();
  }
}
