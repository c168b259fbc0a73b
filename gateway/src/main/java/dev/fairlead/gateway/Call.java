package dev.fairlead.gateway;

import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request as an endpoint sees it: its parameters, and the trace it belongs to. Reading a
 * parameter that is not right throws {@link BadParameter}.
 */
final class Call {

  static final int LIMIT_DEFAULT = 100;
  static final int LIMIT_MAX = 500;

  private static final String CLUSTER_SCOPED = "-";
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** A parameter that is not right. */
  static final class BadParameter extends RuntimeException {

    private final String field;

    BadParameter(String field, String message) {
      super(message, null, false, false);
      this.field = field;
    }

    Answer.Problem problem() {
      return Problems.badParameter(field, String.valueOf(getMessage()));
    }
  }

  private final Map<String, String> path;
  private final MultiMap query;
  private final MultiMap headers;
  private final TraceContext trace;
  private Visitor visitor = Guard.STRANGER;

  Call(Map<String, String> path, MultiMap query, MultiMap headers, TraceContext trace) {
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.trace = trace;
  }

  /** Refuses parameters that nobody reads, and those that are given twice. */
  void checkParameters(Set<String> known) {
    for (String name : query.names()) {
      if (!known.contains(name) && !name.equals(Responder.PRETTY)) {
        throw new BadParameter(
            name,
            known.isEmpty()
                ? "is not known; no parameter is taken here"
                : "is not known; use " + known.stream().sorted().collect(Collectors.joining(", ")));
      }
      if (query.getAll(name).size() > 1) {
        throw new BadParameter(name, "is given more than once");
      }
    }
  }

  /** The context of the span that the request runs in; none where it has no span. */
  TraceContext trace() {
    return trace;
  }

  /** It was found out who calls. */
  void comesFrom(Visitor found) {
    visitor = found;
  }

  /** Who calls, as far as it was found out. */
  Visitor visitor() {
    return visitor;
  }

  /** Whether the path names an object. */
  boolean isAboutObject() {
    return path.containsKey("name");
  }

  /** The process of the path. */
  String incarnation() {
    return path.getOrDefault("incarnation", "");
  }

  String controller() {
    return path.getOrDefault("controller", "");
  }

  /** The object of the path. */
  NamespacedName object() {
    String namespace = path.getOrDefault("namespace", "");
    return new NamespacedName(
        namespace.equals(CLUSTER_SCOPED) ? "" : namespace, path.getOrDefault("name", ""));
  }

  /** A namespace; empty for all. */
  String namespace() {
    String value = text("namespace");
    if (!value.isEmpty() && !NAMESPACE.matcher(value).matches()) {
      throw new BadParameter("namespace", "'" + value + "' cannot be the name of a namespace");
    }
    return value;
  }

  String text(String name) {
    return Optional.ofNullable(query.get(name)).orElse("");
  }

  /** The value of a header; empty if it is not there. */
  String header(String name) {
    return Optional.ofNullable(headers.get(name)).orElse("");
  }

  Optional<Boolean> flag(String name) {
    return switch (text(name)) {
      case "" -> Optional.empty();
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      case String other ->
          throw new BadParameter(name, "'" + other + "' is neither true nor false");
    };
  }

  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
    String value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> lowerCase(constant).equals(value))
            .findFirst()
            .orElseThrow(() ->
                new BadParameter(
                    name,
                    "'"
                        + value
                        + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Call::lowerCase)
                            .collect(Collectors.joining(", ")))));
  }

  /** A number from 1 to a greatest one; 0 where nothing is said. */
  int number(String name, int most) {
    String value = text(name);
    if (value.isEmpty()) {
      return 0;
    }
    if (!value.matches("[0-9]{1,6}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > most) {
      throw new BadParameter(name, "'" + value + "' is not a number from 1 to " + most);
    }
    return Integer.parseInt(value);
  }

  int limit() {
    String value = text("limit");
    if (value.isEmpty()) {
      return LIMIT_DEFAULT;
    }
    if (!value.matches("[0-9]{1,4}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > LIMIT_MAX) {
      throw new BadParameter("limit", "'" + value + "' is not a number from 1 to " + LIMIT_MAX);
    }
    return Integer.parseInt(value);
  }

  /** The name after which the page begins; empty for the first page. */
  Optional<NamespacedName> after() {
    String token = text("continue");
    if (token.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PageToken.parse(token)
            .filter(page -> page.controller().equals(controller()))
            .map(PageToken::after)
            .orElseThrow(() ->
                new BadParameter(
                    "continue",
                    "is not a token of this list; take it from the page before, or leave it"
                        + " out to begin again")));
  }

  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
