package dev.fairlead.sandbox.contract;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What makes one call different in kind from another: {@code PATCH apps/v1 deployments
 * application/apply-patch+yaml ?fieldManager,force}. Names, namespaces and values do not.
 */
public record CallShape(String text) {

  private static final Pattern RESOURCE =
      Pattern.compile(
          "/(?:api/(?<core>[^/]+)|apis/(?<group>[^/]+/[^/]+))"
              + "(?:/namespaces/[^/]+(?=/[^/]+))?/(?<plural>[^/]+)(?<name>/[^/]+)?(?<sub>/.+)?");

  /** The shape of what was asked. Custom resources of any group count as one another's like. */
  public static CallShape of(Exchange.Request request) {
    return new CallShape(
        Arrays.asList(
                verb(request), resource(request.path()), type(request), parameters(request.query()))
            .stream()
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  private static String verb(Exchange.Request request) {
    return request.isWatch() ? "WATCH" : request.method();
  }

  private static String resource(String path) {
    Matcher matcher = RESOURCE.matcher(path);
    if (!matcher.matches()) {
      return path;
    }
    String version = matcher.group("core") != null ? matcher.group("core") : matcher.group("group");
    return version
        + " "
        + matcher.group("plural")
        + (matcher.group("name") != null ? "/NAME" : "")
        + (matcher.group("sub") != null ? matcher.group("sub") : "");
  }

  private static String type(Exchange.Request request) {
    return request.body().isEmpty() ? "" : request.contentType().replaceFirst(";.*", "");
  }

  private static String parameters(String query) {
    if (query.isEmpty()) {
      return "";
    }
    return "?"
        + List.of(query.split("&", -1)).stream()
            .map(it -> it.replaceFirst("=.*", ""))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(","));
  }
}
