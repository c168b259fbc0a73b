package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.config.Schema;
import dev.fairlead.launcher.jaeger.JaegerFailure;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.webhook.Webhooks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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

  private final List<OperatorFunction> functions;

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

  @Option(
      names = "--jaeger",
      description = {
        "Start a Jaeger as well, and send it every trace.",
        "./fairlead builds one where Go is installed; FAIRLEAD_JAEGER names one that is there."
      })
  private boolean jaeger;

  UpCommand(List<OperatorFunction> functions) {
    this.functions = functions;
  }

  @Override
  public Integer call() throws CommandFailure, WrongConfiguration, JaegerFailure {
    List<ControllerDefinition<?>> definitions = Definitions.of(spec, functions);
    Webhooks webhooks = Definitions.webhooks(spec, functions);
    Reading.Accepted read = process.read(definitions, List.of());
    try (LiveConfiguration live = process.log(read.configuration(), List.of());
        Tracing tracing = jaeger ? Tracing.start(System.getenv()) : Tracing.NONE) {
      return serve(definitions, webhooks, read, tracing, live);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private int serve(
      List<ControllerDefinition<?>> definitions,
      Webhooks webhooks,
      Reading.Accepted read,
      Tracing tracing,
      LiveConfiguration live)
      throws CommandFailure {
    OptionalInt managementPort = managementPort(read);
    if (!webhooks.isEmpty() && read.configuration().webhooks().certificateDirectory().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "fairlead: warning: webhooks are not served: webhooks.certificateDirectory is not"
                  + " set");
    }
    Serving serving = new Serving(spec, definitions, webhooks, live);
    if (namesCluster(read.configuration().kubernetes())) {
      refuseSandboxOptions();
      return serving.run(
          READY,
          tracing.into(process.alone(read.configuration(), managementPort)),
          () -> tracing.whatToTry(definitions, Optional.empty()),
          tracing::close);
    }
    int port = sandboxPort == null ? 0 : sandboxPort;
    Ports.check(spec, "--sandbox-port", port);
    try (DemoCluster cluster = DemoCluster.start(port, Optional.ofNullable(sandboxState))) {
      return serving.run(
          READY,
          tracing.into(
              process.alone(
                  read.configuration(), managementPort, cluster.kubeconfig(), !noSamples)),
          () ->
              Stream.concat(
                      cluster.whatToTry(definitions).stream(),
                      tracing.whatToTry(definitions, cluster.object(definitions)).stream())
                  .toList(),
          both(cluster::close, tracing::close));
    }
  }

  private static Runnable both(Runnable first, Runnable then) {
    return () -> {
      first.run();
      then.run();
    };
  }

  private static boolean namesCluster(Configuration.Kubernetes kubernetes) {
    return kubernetes.kubeconfig().isPresent() || kubernetes.context().isPresent();
  }

  /** A person at a terminal has the gateway, so only where somebody asks for it. */
  private static OptionalInt managementPort(Reading.Accepted read) {
    return read.values().isGiven(Schema.MANAGEMENT_PORT)
        ? OptionalInt.of(read.configuration().management().port())
        : OptionalInt.empty();
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
