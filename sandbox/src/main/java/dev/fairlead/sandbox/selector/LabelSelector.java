package dev.fairlead.sandbox.selector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which objects are meant, by their labels. Immutable.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/">Labels
 *     and Selectors</a>
 */
public final class LabelSelector {

  /** All objects. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * @param text such as {@code app=web,tier in (front,back),!old}; empty for all
   * @throws Rejection BadRequest
   */
  public static LabelSelector parse(String text) throws Rejection {
    return new LabelSelector(new LabelParser(text).parse());
  }

  /**
   * @param selector an object with {@code matchLabels} and {@code matchExpressions}, which was
   *     validated; an empty one matches all
   * @throws Rejection BadRequest, for an unknown operator
   */
  public static LabelSelector of(JsonNode selector) throws Rejection {
    List<Requirement> requirements = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(label ->
            requirements.add(
                new Requirement(label.getKey(), Operator.IN, List.of(label.getValue().asText()))));
    for (JsonNode expression : selector.path("matchExpressions")) {
      List<String> values = new ArrayList<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      requirements.add(
          new Requirement(
              expression.path("key").asText(),
              operator(expression.path("operator").asText()),
              values));
    }
    return new LabelSelector(requirements);
  }

  private static Operator operator(String name) throws Rejection {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
      default ->
          throw Status.badRequest("\"" + name + "\" is not a valid label selector operator")
              .rejection();
    };
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** Whether the object's labels match. */
  public boolean matches(JsonNode object) {
    return requirements.isEmpty() || matches(labels(object));
  }

  public boolean isEverything() {
    return requirements.isEmpty();
  }

  /** The text form, sorted by keys; empty for all. */
  @Override
  public String toString() {
    return requirements.stream()
        .sorted(Comparator.comparing(Requirement::key))
        .map(Requirement::toString)
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new HashMap<>();
    object
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
