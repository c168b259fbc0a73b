package dev.fairlead.gateway;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How the gateway is reached and whom it asks.
 *
 * @param host the address to listen on; where callers are not authenticated, only a loopback
 *     address or {@code localhost} is accepted
 * @param anonymous whether everybody who reaches it may do everything
 * @param port 0 for any free one
 * @param traceUrl where a trace can be looked at, with {@code {traceId}} in its place; empty for
 *     nowhere
 * @param answerWithin how long a watcher or status replica may take
 * @param drain how long it goes on answering once it has been told to leave; zero for not at all
 */
public record GatewaySettings(
    String host,
    int port,
    boolean anonymous,
    String traceUrl,
    Duration answerWithin,
    Duration drain) {

  private static final String TRACE_ID = "{traceId}";

  /** What holds on this machine where nothing is said. */
  public static final GatewaySettings DEFAULTS =
      new GatewaySettings(
          "127.0.0.1",
          8080,
          true,
          "http://localhost:16686/trace/{traceId}",
          Duration.ofSeconds(2),
          Duration.ZERO);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public GatewaySettings {
    if (anonymous && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "the gateway cannot listen on "
              + host
              + " because it does not authenticate callers: use 127.0.0.1, ::1 or localhost, or"
              + " leave gateway.anonymous out");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "port " + port + " does not exist: use 1 to 65535, or 0 for any free one");
    }
    if (!traceUrl.isEmpty() && !traceUrl.contains(TRACE_ID)) {
      throw new IllegalArgumentException(
          "gateway.traceUrl is " + traceUrl + ": it must contain {traceId}, or be empty");
    }
  }

  /** The same on another port. */
  public GatewaySettings withPort(int other) {
    return new GatewaySettings(host, other, anonymous, traceUrl, answerWithin, drain);
  }

  /** Where the trace can be looked at; empty if there is nowhere. */
  String traceUrl(String traceId) {
    return traceUrl.replace(TRACE_ID, traceId);
  }

  /** Whether a host, as URLs and Host headers have it, is this machine and nobody else. */
  static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
