package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which mesh a process joins, and how. */
final class MeshOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--mesh",
      paramLabel = "NAME",
      description = "The name of the mesh. Default: fairlead")
  private @Nullable String name;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT,…",
      description = "Processes of the mesh to ask; may name this one. Default: none, it is alone.")
  private @Nullable String join;

  @Option(
      names = "--service-dns",
      paramLabel = "NAME",
      description = "The headless service whose Pods are the processes of the mesh.")
  private @Nullable String serviceDns;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where the others reach this process. Default: the Pod's address.")
  private @Nullable String host;

  @Option(
      names = "--bus-port",
      paramLabel = "N",
      description = "The port of the event bus; 0 for any. Default: 5710")
  private @Nullable Integer busPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "N",
      description = "The port where others greet this process; 0 for any. Default: 5701")
  private @Nullable Integer clusterPort;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NS",
      description = "The namespace of the Leases. Default: fairlead-system")
  private @Nullable String leaseNamespace;

  @Option(
      names = "--lease-duration",
      paramLabel = "SECONDS",
      description =
          "How long the Lease of a watcher that is gone is left alone; the other times of Leases"
              + " keep their proportions. Default: 15")
  private @Nullable Integer leaseSeconds;

  /** What was said. */
  List<Given> flags() {
    List<Given> flags = new ArrayList<>();
    Flags.add(flags, "--mesh", Schema.MESH_NAME, name);
    Flags.add(flags, "--join", Schema.MESH_JOIN, join);
    Flags.add(flags, "--service-dns", Schema.MESH_SERVICE_DNS, serviceDns);
    Flags.add(flags, "--host", Schema.MESH_HOST, host);
    Flags.addPort(spec, flags, "--bus-port", Schema.MESH_BUS_PORT, busPort);
    Flags.addPort(spec, flags, "--cluster-port", Schema.MESH_CLUSTER_PORT, clusterPort);
    Flags.add(flags, "--lease-namespace", Schema.KUBERNETES_LEASE_NAMESPACE, leaseNamespace);
    if (leaseSeconds != null) {
      addLease(flags, leaseSeconds);
    }
    return flags;
  }

  /** In the proportions of 15 s, 10 s and 2 s. */
  private void addLease(List<Given> flags, int seconds) {
    if (seconds < 8 || seconds > 120) {
      throw new ParameterException(
          spec.commandLine(), "--lease-duration takes 8 to 120 seconds, not " + seconds);
    }
    String flag = "--lease-duration";
    Flags.add(flags, flag, Schema.LEASE_DURATION, seconds + "s");
    Flags.add(flags, flag, Schema.LEASE_RENEW_DEADLINE, seconds * 1_000 * 2 / 3 + "ms");
    Flags.add(flags, flag, Schema.LEASE_RETRY, seconds * 1_000 * 2 / 15 + "ms");
  }
}
