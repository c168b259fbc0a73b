package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.InvalidController;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.webhook.InvalidWebhook;
import dev.fairlead.sdk.webhook.Webhooks;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the functions of this program say of themselves. */
final class Definitions {

  private Definitions() {}

  static List<ControllerDefinition<?>> of(
      CommandSpec spec, List<? extends OperatorFunction> functions) {
    List<ControllerDefinition<?>> definitions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (OperatorFunction function : functions) {
      if (!(function instanceof Reconciler<?> reconciler)) {
        continue;
      }
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

  /** What is to be served to the API server. */
  static Webhooks webhooks(CommandSpec spec, List<? extends OperatorFunction> functions) {
    try {
      return Webhooks.of(functions);
    } catch (InvalidWebhook invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    }
  }

  /** The custom resources of this program, each in all its versions. */
  static List<CustomResourceDefinition> crds(
      CommandSpec spec, List<? extends OperatorFunction> functions) {
    return Crds.ofControllers(of(spec, functions), webhooks(spec, functions).convertedTypes());
  }
}
