package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.mesh.bus.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * What every command that runs a process can be told: which cluster, how much of it, which port.
 */
final class ProcessOptions {

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig of the cluster.")
  private @Nullable Path kubeconfig;

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
      names = "--install-crds",
      description = "Install or update the CRDs of the operators first.")
  private boolean installCrds;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port of the gateway on 127.0.0.1; 0 for any. Default: ${DEFAULT-VALUE}")
  private int port;

  /** Whether a cluster is named. */
  boolean nameCluster() {
    return kubeconfig != null || context != null;
  }

  /** For the cluster that is named, else the one that kubectl would take. */
  ProcessSettings settings(
      CommandSpec spec, OptionalInt managementPort, Set<Role> roles, MeshSettings mesh) {
    return settings(
        spec, Optional.ofNullable(kubeconfig), installCrds, false, managementPort, roles, mesh);
  }

  /** Everything in one process, for the cluster that is named. */
  ProcessSettings settings(CommandSpec spec) {
    return settings(spec, OptionalInt.empty(), EnumSet.allOf(Role.class), MeshSettings.ALONE);
  }

  /** Everything in one process, for a cluster of our own with the operators' CRDs installed. */
  ProcessSettings settings(CommandSpec spec, Path sandbox, boolean samples) {
    return settings(
        spec,
        Optional.of(sandbox),
        true,
        samples,
        OptionalInt.empty(),
        EnumSet.allOf(Role.class),
        MeshSettings.ALONE);
  }

  private ProcessSettings settings(
      CommandSpec spec,
      Optional<Path> cluster,
      boolean crds,
      boolean samples,
      OptionalInt managementPort,
      Set<Role> roles,
      MeshSettings mesh) {
    Ports.check(spec, "--port", port);
    return new ProcessSettings(
        FairleadVersion.text(),
        cluster,
        Optional.ofNullable(context),
        namespaces,
        crds,
        samples,
        port,
        managementPort,
        roles,
        mesh);
  }
}
