package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.config.Schema;
import dev.fairlead.launcher.config.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
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

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration (or FAIRLEAD_CONFIG). Variables and flags overrule it.")
  private @Nullable Path file;

  @Option(
      names = "--mesh",
      paramLabel = "NAME",
      description = "The name of the mesh. Default: fairlead")
  private @Nullable String mesh;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT,…",
      description = "Members to join, by their cluster ports. Default: none.")
  private @Nullable String join;

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
      names = "--lease-namespace",
      paramLabel = "NS",
      description = "The namespace of the Leases. Default: fairlead-system")
  private @Nullable String leaseNamespace;

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
   * @throws WrongConfiguration if anything in them is wrong
   */
  Reading.Accepted read(List<String> controllers) throws WrongConfiguration {
    return accepted(
        ConfigurationReader.read(file(), System.getenv(), flags()),
        controllers,
        spec.commandLine().getErr());
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

  private List<Given> flags() {
    List<Given> flags = new ArrayList<>();
    add(flags, "--mesh", Schema.MESH_NAME, mesh);
    add(flags, "--join", Schema.MESH_JOIN, join);
    add(flags, "--kubeconfig", Schema.KUBERNETES_KUBECONFIG, kubeconfig);
    add(flags, "--context", Schema.KUBERNETES_CONTEXT, context);
    add(flags, "--lease-namespace", Schema.KUBERNETES_LEASE_NAMESPACE, leaseNamespace);
    if (!namespaces.isEmpty()) {
      add(flags, "--namespace", Schema.KUBERNETES_NAMESPACES, String.join(",", namespaces));
    }
    addPort(flags, "--port", Schema.GATEWAY_PORT, port);
    addPort(flags, "--management-port", Schema.MANAGEMENT_PORT, managementPort);
    return flags;
  }

  private void addPort(
      List<Given> flags, String flag, Setting<Integer> setting, @Nullable Integer value) {
    if (value != null) {
      Ports.check(spec, flag, value);
      add(flags, flag, setting, value.toString());
    }
  }

  private static void add(
      List<Given> flags, String flag, Setting<?> setting, @Nullable String value) {
    if (value != null) {
      flags.add(Given.byFlag(flag, setting, value));
    }
  }
}
