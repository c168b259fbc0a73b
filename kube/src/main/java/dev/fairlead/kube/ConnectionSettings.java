package dev.fairlead.kube;

import dev.fairlead.kube.http.CallListener;
import dev.fairlead.kube.http.CallTracer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach an API server.
 *
 * @param kubeconfig a kubeconfig; empty for {@code KUBECONFIG}, {@code ~/.kube/config}, or the
 *     service account of the Pod, in this order
 * @param context a context of the kubeconfig; empty for its current one
 * @param userAgent what the server's audit log shows, such as {@code fairlead/1.2.3}
 * @param writeTimeout how long one write may take
 * @param tracer follows every call, and gives it headers such as {@code traceparent}
 * @param listener told of every finished call
 */
public record ConnectionSettings(
    Optional<Path> kubeconfig,
    Optional<String> context,
    String userAgent,
    Duration writeTimeout,
    CallTracer tracer,
    CallListener listener) {

  /** What the environment says. */
  public static ConnectionSettings auto() {
    return new ConnectionSettings(
        Optional.empty(),
        Optional.empty(),
        "fairlead",
        Duration.ofSeconds(2),
        CallTracer.NONE,
        CallListener.NONE);
  }

  /** The same with a kubeconfig. */
  public ConnectionSettings withKubeconfig(Path path) {
    return new ConnectionSettings(
        Optional.of(path), context, userAgent, writeTimeout, tracer, listener);
  }

  /** The same with a context. */
  public ConnectionSettings withContext(String name) {
    return new ConnectionSettings(
        kubeconfig, Optional.of(name), userAgent, writeTimeout, tracer, listener);
  }

  /** The same with a user agent. */
  public ConnectionSettings withUserAgent(String agent) {
    return new ConnectionSettings(kubeconfig, context, agent, writeTimeout, tracer, listener);
  }

  /** The same with a write timeout. */
  public ConnectionSettings withWriteTimeout(Duration timeout) {
    return new ConnectionSettings(kubeconfig, context, userAgent, timeout, tracer, listener);
  }

  /** The same with headers for each call, asked for on the thread that makes it. */
  public ConnectionSettings withHeaders(Supplier<Map<String, String>> headers) {
    return withTracer(CallTracer.headers(headers));
  }

  /** The same with a tracer. */
  public ConnectionSettings withTracer(CallTracer followed) {
    return new ConnectionSettings(kubeconfig, context, userAgent, writeTimeout, followed, listener);
  }

  /** The same with a listener. */
  public ConnectionSettings withListener(CallListener other) {
    return new ConnectionSettings(kubeconfig, context, userAgent, writeTimeout, tracer, other);
  }
}
