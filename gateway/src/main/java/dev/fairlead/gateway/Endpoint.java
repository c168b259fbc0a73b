package dev.fairlead.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that can be asked of the gateway.
 *
 * @param path as OpenAPI writes it, with parameters in braces
 * @param need what its callers must be allowed to do
 * @param parameters the query parameters it takes
 */
record Endpoint(
    HttpMethod method,
    String path,
    Need need,
    Set<String> parameters,
    Function<Call, Future<Answer>> answer) {

  static Endpoint get(
      String path, Need need, Set<String> parameters, Function<Call, Future<Answer>> answer) {
    return new Endpoint(HttpMethod.GET, path, need, parameters, answer);
  }

  static Endpoint post(String path, Need need, Function<Call, Future<Answer>> answer) {
    return new Endpoint(HttpMethod.POST, path, need, Set.of(), answer);
  }

  /** Whether it changes something. */
  boolean isCommand() {
    return method.equals(HttpMethod.POST);
  }

  /** The media type of its answers; empty where it looks at {@code Accept} itself, or need not. */
  String type() {
    if (!isTraced()) {
      return "";
    }
    return path.endsWith("/events") ? EventsEndpoint.TYPE : MediaTypes.JSON;
  }

  /** Whether a request has a span; probes and scrapes would only be noise. */
  boolean isTraced() {
    return path.startsWith("/api/");
  }

  /** The path as vertx-web writes it. */
  String routePath() {
    return path.replace('{', ':').replace("}", "");
  }
}
