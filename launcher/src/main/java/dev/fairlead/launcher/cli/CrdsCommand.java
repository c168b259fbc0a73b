package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.Crds;
import dev.fairlead.sdk.Reconciler;
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

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;

  CrdsCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(Crds.yaml(Crds.ofControllers(Definitions.of(spec, reconcilers))));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
