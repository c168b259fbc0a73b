package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.cluster.ClusterSettings;
import dev.fairlead.mesh.cluster.Endpoint;
import dev.fairlead.mesh.cluster.Sidecar;
import dev.fairlead.protocol.ownership.LeaderElectorSettings;
import dev.fairlead.watcher.ownership.OwnershipSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which mesh a process joins, and how. */
final class MeshOptions {

  @Option(
      names = "--mesh",
      paramLabel = "NAME",
      defaultValue = MeshSettings.NAME,
      description = "The name of the mesh. Default: ${DEFAULT-VALUE}")
  private String name = MeshSettings.NAME;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Processes of the mesh to ask; may name this one. Default: none, it is alone.")
  private List<String> join = List.of();

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
      defaultValue = "5710",
      description = "The port of the event bus; 0 for any. Default: ${DEFAULT-VALUE}")
  private int busPort;

  @Option(
      names = "--cluster-port",
      paramLabel = "N",
      defaultValue = "5701",
      description =
          "The port where others greet this process; 0 for any. Default: ${DEFAULT-VALUE}")
  private int clusterPort;

  @Option(
      names = "--lease-namespace",
      paramLabel = "NS",
      defaultValue = "fairlead-system",
      description = "The namespace of the Leases. Default: ${DEFAULT-VALUE}")
  private String leaseNamespace = "fairlead-system";

  @Option(
      names = "--lease-duration",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description =
          "How long the Lease of a watcher that is gone is left alone. Default: ${DEFAULT-VALUE}")
  private int leaseSeconds;

  /** For a process with these roles. */
  MeshSettings settings(CommandSpec spec, Set<Role> roles) {
    Ports.check(spec, "--bus-port", busPort);
    Ports.check(spec, "--cluster-port", clusterPort);
    boolean alone = join.isEmpty() && serviceDns == null && roles.equals(EnumSet.allOf(Role.class));
    return new MeshSettings(
        name,
        alone ? Optional.empty() : Optional.of(cluster(spec, roles)),
        new OwnershipSettings.Leased(leaseNamespace, name, lease(spec, alone)));
  }

  private ClusterSettings cluster(CommandSpec spec, Set<Role> roles) {
    return new ClusterSettings(
        roles,
        endpoints(spec),
        Optional.ofNullable(serviceDns),
        Optional.ofNullable(host),
        busPort,
        clusterPort,
        Sidecar.AUTO);
  }

  private List<Endpoint> endpoints(CommandSpec spec) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (String text : join) {
      try {
        endpoints.add(Endpoint.parse(text));
      } catch (IllegalArgumentException wrong) {
        throw new ParameterException(spec.commandLine(), "--join: " + wrong.getMessage());
      }
    }
    return endpoints;
  }

  private LeaderElectorSettings lease(CommandSpec spec, boolean alone) {
    if (leaseSeconds < 6 || leaseSeconds > 120) {
      throw new ParameterException(
          spec.commandLine(), "--lease-duration takes 6 to 120 seconds, not " + leaseSeconds);
    }
    // The proportions of 15 s, 10 s and 2 s.
    return new LeaderElectorSettings(
        Duration.ofSeconds(leaseSeconds),
        Duration.ofMillis(leaseSeconds * 1_000L * 2 / 3),
        Duration.ofMillis(leaseSeconds * 1_000L * 2 / 15),
        Duration.ofSeconds(5),
        alone,
        new SplittableRandom().nextLong());
  }
}
