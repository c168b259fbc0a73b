package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.Reconciler;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs roles as a process of a mesh, as a container does. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs roles as a process of the mesh. Today a process has all of them.")
final class RunCommand implements Callable<Integer> {

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;
  @Mixin private ProcessOptions process;

  @Parameters(paramLabel = "ROLE", arity = "1..*", description = "all")
  private List<String> roles = List.of();

  @Option(
      names = "--management-port",
      paramLabel = "N",
      defaultValue = "8081",
      description =
          "The port of /healthz, /readyz and /metrics on every address; 0 for any. Default:"
              + " ${DEFAULT-VALUE}")
  private int managementPort;

  RunCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (!roles.equals(List.of("all"))) {
      throw new ParameterException(
          spec.commandLine(),
          "\"" + String.join(" ", roles) + "\" cannot be run by itself yet; the one ROLE is all");
    }
    Ports.check(spec, "--management-port", managementPort);
    return new Serving(spec, Definitions.of(spec, reconcilers))
        .run(process.settings(spec, OptionalInt.of(managementPort)));
  }
}
