package dev.fairlead.launcher.config;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What became of reading all sources. */
public sealed interface Reading {

  /**
   * All is well.
   *
   * @param configuration for the program
   * @param values for people, with their origins
   * @param warnings of what is not understood, one line each
   */
  record Accepted(Configuration configuration, Values values, List<String> warnings)
      implements Reading {

    /**
     * The warnings, and those of controllers that a program does not have. It may be right to name
     * them, for another process of the mesh.
     *
     * @param controllers of the program; none if it is not known which it has
     */
    public List<String> warnings(Collection<String> controllers) {
      Stream<String> unknown =
          values.controllers().stream()
              .filter(name -> !controllers.isEmpty() && !controllers.contains(name))
              .map(name -> unknown(name, controllers).text());
      return Stream.concat(warnings.stream(), unknown).toList();
    }

    private Problem unknown(String name, Collection<String> known) {
      String remedy =
          Nearest.to(name, known)
              .map(nearest -> "did you mean controllers.%s?".formatted(nearest))
              .orElseGet(() -> "it has " + String.join(", ", known));
      return Problem.at(
          values.firstOf(name),
          "controllers.%s is no controller of this program; %s".formatted(name, remedy));
    }
  }

  /**
   * Something is wrong.
   *
   * @param problems one line each, at least one and a bounded number
   */
  record Refused(List<String> problems) implements Reading {}
}
