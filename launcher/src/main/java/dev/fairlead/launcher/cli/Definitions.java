package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.InvalidController;
import dev.fairlead.sdk.Reconciler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the reconcilers of this program say of themselves. */
final class Definitions {

  private Definitions() {}

  static List<ControllerDefinition<?>> of(CommandSpec spec, List<Reconciler<?>> reconcilers) {
    List<ControllerDefinition<?>> definitions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Reconciler<?> reconciler : reconcilers) {
      try {
        ControllerDefinition<?> definition = ControllerDefinition.of(reconciler);
        if (!names.add(definition.name())) {
          throw new ParameterException(
              spec.commandLine(),
              "two reconcilers are called %s; name one of them by @Controller(name = …)"
                  .formatted(definition.name()));
        }
        definitions.add(definition);
      } catch (InvalidController invalid) {
        throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
      }
    }
    return List.copyOf(definitions);
  }
}
