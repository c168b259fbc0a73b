package dev.fairlead.gateway;

import dev.fairlead.gateway.Answer.Problem;
import dev.fairlead.protocol.access.Access;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.Map;

/** Every problem that the gateway can have with a request. */
final class Problems {

  private Problems() {}

  static Problem unknownRoute(String method, String path) {
    return problem(
        404,
        "unknown-route",
        "There is no such route",
        method + " " + path + " is not served; /openapi.json lists what is");
  }

  static Problem methodNotAllowed(String method, String allow) {
    return new Problem(
        405,
        "method-not-allowed",
        "The method is not allowed here",
        method + " is not allowed here; use " + allow,
        "",
        Map.of("allow", allow));
  }

  static Problem badParameter(String field, String detail) {
    return new Problem(400, "bad-parameter", "A parameter is not right", detail, field, Map.of());
  }

  static Problem badRequest(String detail) {
    return problem(400, "bad-request", "The request is malformed", detail);
  }

  static Problem unknownController(String controller) {
    return problem(
        404,
        "unknown-controller",
        "There is no such controller",
        "no controller of the mesh is named "
            + controller
            + "; GET /api/v1/controllers lists them");
  }

  static Problem unknownProcess(String incarnation) {
    return problem(
        404,
        "unknown-process",
        "There is no such process",
        "no process of the mesh is called " + incarnation + "; GET /api/v1/mesh lists them");
  }

  static Problem unknownObject(String controller, NamespacedName name) {
    return problem(
        404,
        "unknown-object",
        "There is no such object",
        "controller " + controller + " knows no object " + name);
  }

  static Problem notAcceptable(String type) {
    return new Problem(
        406,
        "not-acceptable",
        "The answer cannot be had in that form",
        "here answers are " + type,
        "Accept",
        Map.of());
  }

  static Problem tooManyListeners(int max) {
    return new Problem(
        503,
        "too-many-listeners",
        "Too many listen already",
        "this gateway tells events to " + max + " clients at most; try again, or ask another one",
        "",
        Map.of("retry-after", "5"));
  }

  static Problem unsupportedMediaType(String type) {
    return new Problem(
        415,
        "unsupported-media-type",
        "The body cannot be read",
        "a body must be application/json, or empty, not " + type,
        "Content-Type",
        Map.of("accept", MediaTypes.JSON));
  }

  static Problem badBody(String field, String detail) {
    return new Problem(400, "bad-body", "The body is not right", detail, field, Map.of());
  }

  static Problem timedOut(long seconds) {
    return problem(
        408,
        "timed-out",
        "The request did not come",
        "its body did not come within " + seconds + " seconds");
  }

  static Problem bodyTooLarge(long bytesMax) {
    return problem(
        413,
        "body-too-large",
        "The body is too large",
        "the body may have " + bytesMax + " bytes at most");
  }

  static Problem uriTooLong(int bytesMax) {
    return problem(
        414,
        "uri-too-long",
        "The request line is too long",
        "method and URI may have " + bytesMax + " bytes together at most");
  }

  static Problem headersTooLarge(int bytesMax) {
    return problem(
        431,
        "headers-too-large",
        "The headers are too large",
        "the headers may have " + bytesMax + " bytes together at most");
  }

  static Problem tokenMissing() {
    return unauthenticated(
        "a bearer token is needed, as kubectl create token gives it", "Bearer realm=\"fairlead\"");
  }

  static Problem tokenRefused(String detail) {
    return unauthenticated(detail, "Bearer realm=\"fairlead\", error=\"invalid_token\"");
  }

  private static Problem unauthenticated(String detail, String challenge) {
    return new Problem(
        401,
        "unauthenticated",
        "It is not known who you are",
        detail,
        "Authorization",
        Map.of("www-authenticate", challenge));
  }

  /** In the words that kubectl has for it. */
  static Problem forbidden(String caller, Access access) {
    String what =
        switch (access) {
          case Access.ToPath(String verb, String path) -> verb + " path \"" + path + "\"";
          case Access.ToResource(String verb, var group, _, var resource, var namespace, _) ->
              verb
                  + " resource \""
                  + resource
                  + "\" in API group \""
                  + group
                  + (namespace.isEmpty()
                      ? "\" at the cluster scope"
                      : "\" in the namespace \"" + namespace + "\"");
        };
    return problem(
        403, "forbidden", "You may not do this", "user \"" + caller + "\" cannot " + what);
  }

  static Problem misdirected(String host) {
    return problem(
        421,
        "misdirected",
        "This is not the host you asked for",
        "the gateway answers for localhost, 127.0.0.1 and [::1] only as long as it does not"
            + " authenticate callers; the request asked for host "
            + host);
  }

  static Problem crossOrigin(String origin) {
    return problem(
        403,
        "cross-origin",
        "Commands from other sites are refused",
        "a page of " + origin + " must not command the mesh");
  }

  static Problem unavailable(String detail) {
    return new Problem(
        503,
        "unavailable",
        "The part of the mesh that knows does not answer",
        detail,
        "",
        Map.of("retry-after", "1"));
  }

  static Problem unexpected(String id) {
    return problem(
        500,
        "unexpected",
        "Something went wrong in the gateway",
        "the gateway's log has the cause under id " + id);
  }

  private static Problem problem(int status, String type, String title, String detail) {
    return new Problem(status, type, title, detail, "", Map.of());
  }
}
