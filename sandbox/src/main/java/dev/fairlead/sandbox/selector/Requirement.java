package dev.fairlead.sandbox.selector;

import dev.fairlead.sandbox.name.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One condition on one label.
 *
 * @param values none for {@link Operator#EXISTS} and {@link Operator#DOES_NOT_EXIST}
 */
record Requirement(String key, Operator operator, List<String> values) {

  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GREATER_THAN,
    LESS_THAN
  }

  boolean matches(Map<String, String> labels) {
    Optional<String> value = Optional.ofNullable(labels.get(key));
    return switch (operator) {
      case IN -> value.filter(values::contains).isPresent();
      case NOT_IN -> value.filter(values::contains).isEmpty();
      case EXISTS -> value.isPresent();
      case DOES_NOT_EXIST -> value.isEmpty();
      case GREATER_THAN -> compare(value) > 0;
      case LESS_THAN -> compare(value) < 0;
    };
  }

  /** Zero too where the label is no number. */
  private int compare(Optional<String> value) {
    Optional<Long> number = value.flatMap(Requirement::number);
    return number.isEmpty() ? 0 : Long.compare(number.get(), Long.parseLong(values.getFirst()));
  }

  /** What is wrong with it, each as one sentence; empty if nothing. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    boolean ordered = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
    for (int i = 0; i < values.size(); i++) {
      if (ordered && number(values.get(i)).isEmpty()) {
        faults.add(
            "values[%d]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
                .formatted(i, values.get(i)));
      }
    }
    for (int i = 0; i < values.size(); i++) {
      List<String> wrong = Names.labelValue(values.get(i));
      if (!wrong.isEmpty()) {
        faults.add(
            "values[%d][%s]: Invalid value: \"%s\": %s"
                .formatted(i, key, values.get(i), String.join("; ", wrong)));
      }
    }
    return faults;
  }

  @Override
  public String toString() {
    String all = String.join(",", values.stream().sorted().toList());
    return switch (operator) {
      case IN -> values.size() == 1 ? key + "=" + all : key + " in (" + all + ")";
      case NOT_IN -> values.size() == 1 ? key + "!=" + all : key + " notin (" + all + ")";
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case GREATER_THAN -> key + ">" + all;
      case LESS_THAN -> key + "<" + all;
    };
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
