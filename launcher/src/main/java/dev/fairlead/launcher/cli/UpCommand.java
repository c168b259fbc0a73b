package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    description = {
      "Runs every role and every operator in this process, until Ctrl-C.",
      "Without --kubeconfig and --context it brings a sandbox API server along, with some samples."
    })
final class UpCommand implements Callable<Integer> {

  private static final String READY = "Fairlead";

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;
  @Mixin private ProcessOptions process;

  @Option(names = "--no-samples", description = "Start the sandbox without the operators' samples.")
  private boolean noSamples;

  @Option(
      names = "--sandbox-port",
      paramLabel = "N",
      description = "The port of the sandbox on 127.0.0.1. Default: any that is free.")
  private @Nullable Integer sandboxPort;

  @Option(
      names = "--sandbox-state",
      paramLabel = "FILE",
      description = "Keep what the sandbox holds in this file. Default: in memory only.")
  private @Nullable Path sandboxState;

  UpCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<ControllerDefinition<?>> definitions = Definitions.of(spec, reconcilers);
    Serving serving = new Serving(spec, definitions);
    if (process.nameCluster()) {
      refuseSandboxOptions();
      return serving.run(READY, process.settings(spec));
    }
    int port = sandboxPort == null ? 0 : sandboxPort;
    Ports.check(spec, "--sandbox-port", port);
    try (DemoCluster cluster = DemoCluster.start(port, Optional.ofNullable(sandboxState))) {
      return serving.run(
          READY,
          process.settings(spec, cluster.kubeconfig(), !noSamples),
          () -> cluster.whatToTry(definitions),
          cluster::close);
    }
  }

  private void refuseSandboxOptions() {
    if (noSamples || sandboxPort != null || sandboxState != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--no-samples, --sandbox-port and --sandbox-state are for the sandbox: leave them out, or"
              + " leave out --kubeconfig and --context");
    }
  }
}
