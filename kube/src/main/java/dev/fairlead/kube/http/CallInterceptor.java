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
import java.util.function.Supplier;

/**
 * Adds the caller's headers to every call of a connection, typed ones included, and reports every
 * finished one. The headers are asked for on the thread that makes the call, so scoped values and
 * thread locals of the caller are in reach.
 */
public final class CallInterceptor implements Interceptor {

  /** Calls whose end is never heard of are forgotten beyond this many. */
  private static final int IN_FLIGHT_MAX = 4096;

  private final Supplier<Map<String, String>> headers;
  private final CallListener listener;
  private final Map<UUID, Long> startedNanos =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
              return size() > IN_FLIGHT_MAX;
            }
          });

  /** An interceptor that asks {@code headers} for each call and tells {@code listener} of it. */
  public CallInterceptor(Supplier<Map<String, String>> headers, CallListener listener) {
    this.headers = headers;
    this.listener = listener;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    headers.get().forEach(builder::setHeader);
  }

  /** Asked for last of all, with the request as it is sent. */
  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    startedNanos.put(request.id(), System.nanoTime());
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
    Long started = startedNanos.remove(request.id());
    Duration duration = Duration.ofNanos(started == null ? 0 : now - started);
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
