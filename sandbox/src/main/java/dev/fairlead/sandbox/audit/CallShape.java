package dev.fairlead.sandbox.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes one call different in kind from another: {@code PATCH apps/v1 deployments/NAME
 * application/apply-patch+yaml ?fieldManager,force}. Names, namespaces and values do not, and
 * custom resources count as one another's like. A client's shapes are its part of the API.
 */
public record CallShape(String text) implements Comparable<CallShape> {

  private static final Pattern RESOURCE =
      Pattern.compile(
          "/(?:api/(?<core>[^/]+)|apis/(?<group>[^/]+)/(?<version>[^/]+))"
              + "(?:/namespaces/[^/]+(?=/[^/]+))?/(?<plural>[^/]+)(?<name>/[^/]+)?(?<sub>/.+)?");

  private static final Pattern CUSTOM_GROUP =
      Pattern.compile("/apis/(?![^/]*\\.k8s\\.io(?:/|$))[^/]+\\.[^/]+(?:/[^/]+)?");

  /**
   * The shape of a request.
   *
   * @param uri path and query
   * @param contentType of the body; empty for none
   */
  public static CallShape of(String method, String uri, String contentType) {
    String[] parts = uri.split("\\?", 2);
    String query = parts.length > 1 ? parts[1] : "";
    String verb = watches(query) ? "WATCH" : method.toUpperCase(Locale.ROOT);
    return new CallShape(
        Stream.of(
                verb,
                resource(parts[0]),
                contentType.replaceFirst(";.*", "").strip(),
                parameters(query))
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" ")));
  }

  /** The shape of a request that stands in a sandbox's audit log. */
  public static CallShape of(JsonNode event) {
    return of(
        method(event.path("verb").asText()),
        event.path("requestURI").asText(),
        event.path("annotations").path(AuditEvent.CONTENT_TYPE).asText());
  }

  private static String method(String verb) {
    return switch (verb) {
      case "list", "watch" -> "GET";
      case "create" -> "POST";
      case "update" -> "PUT";
      case "deletecollection" -> "DELETE";
      default -> verb;
    };
  }

  private static boolean watches(String query) {
    return Arrays.stream(query.split("&", -1))
        .anyMatch(it -> it.equals("watch=1") || it.equals("watch=true"));
  }

  private static String resource(String path) {
    Matcher matcher = RESOURCE.matcher(path);
    if (!matcher.matches()) {
      return CUSTOM_GROUP.matcher(path).replaceFirst("/apis/CUSTOM");
    }
    String name = matcher.group("name") == null ? "" : "/NAME";
    String sub = matcher.group("sub") == null ? "" : matcher.group("sub");
    return kind(matcher) + name + sub;
  }

  private static String kind(Matcher matcher) {
    String group = matcher.group("group");
    if (group == null) {
      return matcher.group("core") + " " + matcher.group("plural");
    }
    boolean custom = group.contains(".") && !group.endsWith(".k8s.io");
    return custom
        ? "CUSTOM"
        : "%s/%s %s".formatted(group, matcher.group("version"), matcher.group("plural"));
  }

  private static String parameters(String query) {
    return query.isEmpty()
        ? ""
        : Arrays.stream(query.split("&", -1))
            .map(it -> it.replaceFirst("=.*", ""))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(",", "?", ""));
  }

  @Override
  public int compareTo(CallShape other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
