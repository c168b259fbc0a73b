package dev.fairlead.launcher.config;

import java.util.ArrayList;
import java.util.List;

/** What was found while the sources are read, in their order. Confined to one thread. */
final class Findings {

  /** More than a person would read at once. */
  private static final int MOST = 20;

  private final List<Given> values = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private int left;

  /** A value; one that its setting does not take is a problem. */
  void value(Given given) {
    values.add(given);
    if (!given.allowed()) {
      problem(given.notAllowed());
    }
  }

  void problem(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    } else {
      left++;
    }
  }

  void warning(Problem warning) {
    if (warnings.size() < MOST) {
      warnings.add(warning);
    }
  }

  /** The values that are allowed. */
  List<Given> values() {
    return values.stream().filter(Given::allowed).toList();
  }

  /** Whether a setting was given something that it does not take. */
  boolean refused(Setting<?> setting) {
    return values.stream().anyMatch(it -> it.place().setting().equals(setting) && !it.allowed());
  }

  /** One line for each problem, and one for those that are too many. */
  List<String> problems() {
    List<String> lines = new ArrayList<>(problems.stream().map(Problem::text).toList());
    if (left > 0) {
      lines.add("and %d more such lines".formatted(left));
    }
    return List.copyOf(lines);
  }

  List<String> warnings() {
    return warnings.stream().map(Problem::text).toList();
  }
}
