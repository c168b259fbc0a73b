package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.config.Schema;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The file of configuration, and the flags that overrule it. */
final class ConfigurationOptions {

  /** How often the file is looked at for a change. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (or FAIRLEAD_CONFIG). Variables and flags overrule it.")
  private @Nullable Path file;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig of the cluster.")
  private @Nullable String kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context to take of the kubeconfig. Default: its current one.")
  private @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "Watch this namespace only; repeat it for several. Default: all.")
  private List<String> namespaces = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of the gateway on 127.0.0.1; 0 for any. Default: 8080")
  private @Nullable Integer port;

  @Option(
      names = "--management-port",
      paramLabel = "N",
      description =
          "The port of /healthz, /readyz and /metrics on every address; 0 for any. Default: 8081;"
              + " none with up.")
  private @Nullable Integer managementPort;

  /**
   * Reads the file, the variables and these flags, and says on standard error what there is to warn
   * of.
   *
   * @param controllers those of the program, of which the configuration may speak by name
   * @param more what other flags say
   * @throws WrongConfiguration if anything in them is wrong
   */
  Reading.Accepted read(List<String> controllers, List<Given> more) throws WrongConfiguration {
    return accepted(
        ConfigurationReader.read(file(), System.getenv(), flags(more)),
        controllers,
        spec.commandLine().getErr());
  }

  /**
   * Follows the file, if there is one.
   *
   * @param more what other flags say
   */
  LiveConfiguration live(List<Given> more) {
    return file()
        .map(it ->
            LiveConfiguration.of(
                it, () -> ConfigurationReader.read(file(), System.getenv(), flags(more)), LOOK))
        .orElseGet(LiveConfiguration::none);
  }

  /**
   * What was read, after what there is to warn of.
   *
   * @throws WrongConfiguration if it is refused
   */
  static Reading.Accepted accepted(Reading reading, List<String> controllers, PrintWriter err)
      throws WrongConfiguration {
    return switch (reading) {
      case Reading.Refused refused -> throw new WrongConfiguration(refused.problems());
      case Reading.Accepted accepted -> {
        accepted.warnings(controllers).forEach(line -> err.println("fairlead: warning: " + line));
        yield accepted;
      }
    };
  }

  private Optional<Path> file() {
    return Optional.ofNullable(file)
        .or(() ->
            Optional.ofNullable(System.getenv(ConfigurationReader.FILE_VARIABLE))
                .filter(name -> !name.isEmpty())
                .map(Path::of));
  }

  private List<Given> flags(List<Given> more) {
    List<Given> flags = new ArrayList<>(more);
    Flags.add(flags, "--kubeconfig", Schema.KUBERNETES_KUBECONFIG, kubeconfig);
    Flags.add(flags, "--context", Schema.KUBERNETES_CONTEXT, context);
    if (!namespaces.isEmpty()) {
      Flags.add(flags, "--namespace", Schema.KUBERNETES_NAMESPACES, String.join(",", namespaces));
    }
    Flags.addPort(spec, flags, "--port", Schema.GATEWAY_PORT, port);
    Flags.addPort(spec, flags, "--management-port", Schema.MANAGEMENT_PORT, managementPort);
    return flags;
  }
}
