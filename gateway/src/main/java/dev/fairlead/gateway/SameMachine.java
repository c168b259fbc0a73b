package dev.fairlead.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * A browser on this machine can be led here by any page. As long as callers are not authenticated,
 * requests must name this machine as their host, which keeps out pages whose name was made to point
 * here, and commands must not come from pages of another origin.
 */
final class SameMachine {

  private SameMachine() {}

  static void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    if (authority == null || !GatewaySettings.isLoopback(bare(authority.host()))) {
      Responder.send(request, Problems.misdirected(authority == null ? "''" : authority.host()));
      return;
    }
    String origin = request.getHeader("origin");
    if (origin != null
        && !isRead(request.method())
        && !origin.equalsIgnoreCase("http://" + request.getHeader("host"))) {
      Responder.send(request, Problems.crossOrigin(origin));
      return;
    }
    context.next();
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
