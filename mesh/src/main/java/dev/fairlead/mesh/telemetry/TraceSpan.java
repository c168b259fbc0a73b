package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;

/** A span that has begun; closing it ends it, once. Threads may share it, and any may close it. */
public final class TraceSpan implements AutoCloseable {

  private static final ScopedValue<TraceContext> CURRENT = ScopedValue.newInstance();

  private final Span span;
  private final Context context;
  private final TraceContext wire;

  TraceSpan(Span span, Context context, TraceContext wire) {
    this.span = span;
    this.context = context;
    this.wire = wire;
  }

  /** What travels with messages, for spans that are children of this one. */
  public TraceContext context() {
    return wire;
  }

  /** The headers to put on the wire: W3C, B3, baggage and {@code x-request-id}. */
  public Map<String, String> headers() {
    return wire.headers();
  }

  /** The trace it belongs to, in hex. */
  public String traceId() {
    return span.getSpanContext().getTraceId();
  }

  /** Notes a fact. */
  public TraceSpan set(String name, String value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Notes a number. */
  public TraceSpan set(String name, long value) {
    span.setAttribute(name, value);
    return this;
  }

  /** Gives it a better name, once that is known. */
  public TraceSpan rename(String name) {
    span.updateName(name);
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
    return failed(String.valueOf(cause.getMessage()));
  }

  /**
   * Runs some code, at once, with this as the current span of the thread or of the Vert.x context,
   * for libraries that look there, and for {@link #currentHeaders}.
   */
  @SuppressWarnings("try") // the scope is closed, and that is all there is to it
  public <T, X extends Throwable> T within(ScopedValue.CallableOp<? extends T, X> work) throws X {
    try (Scope scope = context.makeCurrent()) {
      return ScopedValue.where(CURRENT, wire).call(work);
    }
  }

  /** The headers for a call that is made by the code now {@linkplain #within within} a span. */
  public static Map<String, String> currentHeaders() {
    return CURRENT.orElse(TraceContext.NONE).headers();
  }

  @Override
  public void close() {
    span.end();
  }
}
