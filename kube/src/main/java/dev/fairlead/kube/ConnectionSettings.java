package dev.fairlead.kube;

import dev.fairlead.kube.http.CallListener;
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
 * @param headers headers to add to each call, such as {@code traceparent}; asked for on the thread
 *     that makes the call
 * @param listener told of every finished call
 */
public record ConnectionSettings(
    Optional<Path> kubeconfig,
    Optional<String> context,
    String userAgent,
    Duration writeTimeout,
    Supplier<Map<String, String>> headers,
    CallListener listener) {

  /** What the environment says. */
  public static ConnectionSettings auto() {
    return new ConnectionSettings(
        Optional.empty(),
        Optional.empty(),
        "fairlead",
        Duration.ofSeconds(2),
        Map::of,
        CallListener.NONE);
  }

  /** The same with a kubeconfig. */
  public ConnectionSettings withKubeconfig(Path path) {
    return new ConnectionSettings(
        Optional.of(path), context, userAgent, writeTimeout, headers, listener);
  }

  /** The same with a context. */
  public ConnectionSettings withContext(String name) {
    return new ConnectionSettings(
        kubeconfig, Optional.of(name), userAgent, writeTimeout, headers, listener);
  }

  /** The same with a user agent. */
  public ConnectionSettings withUserAgent(String agent) {
    return new ConnectionSettings(kubeconfig, context, agent, writeTimeout, headers, listener);
  }

  /** The same with a write timeout. */
  public ConnectionSettings withWriteTimeout(Duration timeout) {
    return new ConnectionSettings(kubeconfig, context, userAgent, timeout, headers, listener);
  }

  /** The same with headers for each call. */
  public ConnectionSettings withHeaders(Supplier<Map<String, String>> supplier) {
    return new ConnectionSettings(kubeconfig, context, userAgent, writeTimeout, supplier, listener);
  }

  /** The same with a listener. */
  public ConnectionSettings withListener(CallListener other) {
    return new ConnectionSettings(kubeconfig, context, userAgent, writeTimeout, headers, other);
  }
}
