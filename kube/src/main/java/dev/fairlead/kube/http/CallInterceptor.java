package dev.fairlead.kube.http;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the calls of a connection, typed ones included: its tracer of each as it begins, on the
 * thread that makes it, and the tracer and the listener of its end.
 */
public final class CallInterceptor implements Interceptor {

  /** Calls whose end is never heard of are forgotten beyond this many. */
  private static final int IN_FLIGHT_MAX = 4096;

  /** From where headers are added to where the request is final: on one thread, one at a time. */
  private static final ThreadLocal<CallTracer.@Nullable Traced> BEGUN = new ThreadLocal<>();

  private record InFlight(long startedNanos, CallTracer.@Nullable Traced traced) {}

  private final CallTracer tracer;
  private final CallListener listener;

  private final Map<UUID, InFlight> inFlight =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, InFlight> eldest) {
              return size() > IN_FLIGHT_MAX;
            }
          });

  /** An interceptor that tells these two. */
  public CallInterceptor(CallTracer tracer, CallListener listener) {
    this.tracer = tracer;
    this.listener = listener;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    CallTracer.Traced traced = tracer.begins(request.method(), request.uri());
    traced.headers().forEach(builder::setHeader);
    BEGUN.set(traced);
  }

  /** Asked for last of all, with the request as it is sent. */
  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    inFlight.put(request.id(), new InFlight(System.nanoTime(), BEGUN.get()));
    BEGUN.remove();
    return consumer;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    report(request, response.code());
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    report(request, 0);
  }

  private void report(HttpRequest request, int code) {
    long now = System.nanoTime();
    InFlight call = inFlight.remove(request.id());
    CallTracer.Traced traced = call == null ? null : call.traced();
    if (traced != null) {
      traced.ends(code);
    }
    Duration duration = Duration.ofNanos(call == null ? 0 : now - call.startedNanos());
    String traceparent = request.header("traceparent");
    listener.finished(
        RequestInfo.of(
            request.method(),
            request.uri(),
            code,
            duration,
            traceparent == null ? "" : traceparent));
  }
}
