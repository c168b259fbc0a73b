package dev.fairlead.mesh.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.Context;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.tracing.opentelemetry.Operation;
import java.util.Map.Entry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The tracer of Vert.x, with what it leaves out: it calls every span of the bus {@code send}, and
 * one whose question failed looks like any other. Here they have the name of the role that is asked
 * ({@code ask watcher}, {@code answer of watcher}), and a failure is an error.
 */
final class BusTracer implements VertxTracer<Operation, Operation> {

  private static final String QUESTIONS = ".questions";

  private final VertxTracer<Operation, Operation> tracer;

  BusTracer(VertxTracer<Operation, Operation> tracer) {
    this.tracer = tracer;
  }

  @Override
  public <R> @Nullable Operation receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Entry<String, String>> headers,
      TagExtractor<R> tags) {
    Operation begun =
        tracer.receiveRequest(context, kind, policy, request, operation, headers, tags);
    name(begun, "answer of ", "process", request, tags);
    return begun;
  }

  @Override
  public <R> @Nullable Operation sendRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    Operation begun = tracer.sendRequest(context, kind, policy, request, operation, headers, tags);
    name(begun, "ask ", "send", request, tags);
    return begun;
  }

  @Override
  public <R> void sendResponse(
      Context context,
      @Nullable R response,
      @Nullable Operation payload,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    judge(payload, failure);
    tracer.sendResponse(context, response, payload, failure, tags);
  }

  @Override
  public <R> void receiveResponse(
      Context context,
      @Nullable R response,
      @Nullable Operation payload,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    judge(payload, failure);
    tracer.receiveResponse(context, response, payload, failure, tags);
  }

  @Override
  public void close() {
    tracer.close();
  }

  private static <R> void name(
      @Nullable Operation begun, String what, String type, R request, TagExtractor<R> tags) {
    if (begun == null) {
      return;
    }
    Span span = begun.span();
    String address = tags.extract(request).getOrDefault("messaging.destination.name", "");
    if (address.endsWith(QUESTIONS)) {
      String asked = address.substring(0, address.length() - QUESTIONS.length());
      String role = asked.substring(asked.lastIndexOf('.') + 1);
      span.updateName(what + role);
      span.setAttribute("messaging.operation.name", type);
      span.setAttribute("messaging.operation.type", type);
      span.setAttribute("messaging.destination.template", "fairlead.{mesh}.{process}." + role);
    }
  }

  private static void judge(@Nullable Operation ended, @Nullable Throwable failure) {
    if (ended != null && failure != null) {
      ended.span().setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
      ended.span().setAttribute("error.type", failure.getClass().getName());
    }
  }
}
