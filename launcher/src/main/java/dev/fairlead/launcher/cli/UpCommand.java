package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.sdk.Reconciler;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs everything in this process, for a person at a terminal. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Runs every role and every operator in this process, until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port of the gateway on 127.0.0.1; 0 for any. Default: ${DEFAULT-VALUE}")
  private int port;

  UpCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() throws CommandFailure {
    if (cluster.kubeconfig().isEmpty() && cluster.context().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no cluster is named: give --kubeconfig FILE or --context NAME");
    }
    Ports.check(spec, "--port", port);
    ProcessSettings settings =
        new ProcessSettings(
            FairleadVersion.text(),
            cluster.kubeconfig(),
            cluster.context(),
            cluster.namespaces(),
            cluster.installCrds(),
            port,
            OptionalInt.empty());
    return new Serving(spec, Definitions.of(spec, reconcilers)).run(settings);
  }
}
