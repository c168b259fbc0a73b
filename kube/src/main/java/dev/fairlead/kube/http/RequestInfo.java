package dev.fairlead.kube.http;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Reads a request's path the way the API server's RequestInfo does. Pure. */
final class RequestInfo {

  private RequestInfo() {}

  static Call of(String method, URI uri, int code, Duration duration, String traceparent) {
    String host = uri.getAuthority() == null ? "" : uri.getAuthority();
    List<String> path =
        Arrays.stream(uri.getPath().split("/", -1)).filter(part -> !part.isEmpty()).toList();
    int at = Math.max(path.indexOf("api"), path.indexOf("apis"));
    boolean core = at >= 0 && path.get(at).equals("api");
    int from = at + (core ? 2 : 3);
    if (at < 0 || path.size() <= from) {
      return new Call(
          lowerCase(method), "", uri.getPath(), "", "", code, duration, method, host, traceparent);
    }
    String group = core ? "" : path.get(at + 1);
    List<String> rest = path.subList(from, path.size());
    String namespace = "";
    if (rest.getFirst().equals("namespaces") && rest.size() > 2 && !rest.get(2).equals("status")) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    String name = rest.size() > 1 ? rest.get(1) : "";
    String resource =
        rest.size() > 2
            ? rest.getFirst() + "/" + String.join("/", rest.subList(2, rest.size()))
            : rest.getFirst();
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    return new Call(
        verb(method, name, query),
        group,
        resource,
        namespace,
        name,
        code,
        duration,
        method,
        host,
        traceparent);
  }

  private static String verb(String method, String name, String query) {
    return switch (method) {
      case "GET", "HEAD" -> {
        boolean watch =
            Arrays.stream(query.split("&", -1))
                .anyMatch(part -> part.equals("watch=1") || part.equals("watch=true"));
        yield watch ? "watch" : name.isEmpty() ? "list" : "get";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> lowerCase(method);
    };
  }

  private static String lowerCase(String method) {
    return method.toLowerCase(java.util.Locale.ROOT);
  }
}
