package dev.fairlead.sandbox.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the API's JSONPath that columns use: {@code .a.b}, {@code .a['b.c']}, {@code .a\.b},
 * {@code [0]}, {@code [-1]}, {@code [*]}, {@code [?(@.type=="Ready")]}. A path with anything else
 * finds nothing.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
final class JsonPath {

  private static final Pattern STEP =
      Pattern.compile(
          """
          \\.(?<field>(?:\\\\.|[^.\\[\\]\\\\])+)\
          |\\['(?<quoted>[^']*)'\\]\
          |\\["(?<doubleQuoted>[^"]*)"\\]\
          |\\[(?<index>-?\\d+)\\]\
          |(?<all>\\[\\*\\])\
          |\\[\\?\\(@(?<where>[^=!<>\\]]+?)\\s*(?:(?<operator>==|!=)\\s*(?<value>"[^"]*"|'[^']*'|[^)]*?))?\\s*\\)\\]\
          """);

  private final List<Step> steps;

  private sealed interface Step {
    record Field(String name) implements Step {}

    record Index(int at) implements Step {}

    record All() implements Step {}

    record Where(JsonPath path, String operator, String value) implements Step {}
  }

  private JsonPath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  static JsonPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      steps.add(step(matcher));
      end = matcher.end();
      if (end == text.length()) {
        return new JsonPath(steps);
      }
      matcher.region(end, text.length());
    }
    return new JsonPath(List.of(new Step.Where(new JsonPath(List.of()), "none", "")));
  }

  private static Step step(Matcher matcher) {
    for (String group : List.of("quoted", "doubleQuoted")) {
      if (matcher.group(group) != null) {
        return new Step.Field(matcher.group(group));
      }
    }
    if (matcher.group("field") != null) {
      String field = matcher.group("field").replaceAll("\\\\(.)", "$1");
      return field.equals("*") ? new Step.All() : new Step.Field(field);
    }
    if (matcher.group("index") != null) {
      return new Step.Index(Integer.parseInt(matcher.group("index")));
    }
    if (matcher.group("all") != null) {
      return new Step.All();
    }
    String operator = matcher.group("operator");
    String value = operator == null ? "" : matcher.group("value").replaceAll("^['\"]|['\"]$", "");
    return new Step.Where(
        parse(matcher.group("where").strip()), operator == null ? "" : operator, value);
  }

  /** All values there, in order; none for a path that leads nowhere. */
  List<JsonNode> find(JsonNode root) {
    List<JsonNode> found = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      found.forEach(value -> follow(step, value, next));
      found = next;
    }
    return found;
  }

  private static void follow(Step step, JsonNode value, List<JsonNode> next) {
    switch (step) {
      case Step.Field field -> {
        if (value.has(field.name())) {
          next.add(value.get(field.name()));
        }
      }
      case Step.Index index -> {
        int at = index.at() < 0 ? value.size() + index.at() : index.at();
        if (value.isArray() && value.has(at)) {
          next.add(value.get(at));
        }
      }
      case Step.All _ -> value.forEach(next::add);
      case Step.Where where -> {
        for (JsonNode item : value) {
          if (matches(where, item)) {
            next.add(item);
          }
        }
      }
    }
  }

  private static boolean matches(Step.Where where, JsonNode item) {
    List<JsonNode> found = where.path().find(item);
    return switch (where.operator()) {
      case "" -> !found.isEmpty();
      case "==" -> !found.isEmpty() && found.getFirst().asText().equals(where.value());
      case "!=" -> !found.isEmpty() && !found.getFirst().asText().equals(where.value());
      default -> false;
    };
  }
}
