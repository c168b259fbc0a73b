package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.OperatorFunction;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the CRDs of this program's controllers. */
@Command(
    name = "crds",
    mixinStandardHelpOptions = true,
    description =
        "Prints the CustomResourceDefinitions of the controllers of this program, as YAML.")
final class CrdsCommand implements Callable<Integer> {

  private final List<OperatorFunction> functions;

  @Spec private CommandSpec spec;

  CrdsCommand(List<OperatorFunction> functions) {
    this.functions = functions;
  }

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(Crds.yaml(Definitions.crds(spec, functions)));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
