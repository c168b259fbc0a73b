package dev.fairlead.launcher.process;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.mesh.bus.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a process is started with.
 *
 * @param version of the program
 * @param configuration what it is told of the cluster, its controllers and its ports
 * @param managementPort of the management server; none without it, 0 for any
 * @param installCrds whether to install the CRDs of the operators first
 * @param samples whether to apply the samples that the operators bring along
 * @param roles what the process does
 * @param mesh with whom
 * @param environment the variables that telemetry reads, {@code OTEL_*}
 */
public record ProcessSettings(
    String version,
    Configuration configuration,
    OptionalInt managementPort,
    boolean installCrds,
    boolean samples,
    Set<Role> roles,
    MeshSettings mesh,
    Map<String, String> environment) {

  public ProcessSettings {
    roles = Set.copyOf(roles);
    environment = Map.copyOf(environment);
  }

  /** With the variables that this JVM was started with. */
  public ProcessSettings(
      String version,
      Configuration configuration,
      OptionalInt managementPort,
      boolean installCrds,
      boolean samples,
      Set<Role> roles,
      MeshSettings mesh) {
    this(
        version, configuration, managementPort, installCrds, samples, roles, mesh, System.getenv());
  }

  /** The same with another configuration. */
  public ProcessSettings with(Configuration other) {
    return new ProcessSettings(
        version, other, managementPort, installCrds, samples, roles, mesh, environment);
  }

  /** The same with other variables beside. */
  public ProcessSettings with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new ProcessSettings(
        version, configuration, managementPort, installCrds, samples, roles, mesh, all);
  }

  /** The file; where kubectl would look, or the Pod's own account, without it. */
  public Optional<Path> kubeconfig() {
    return configuration.kubernetes().kubeconfig();
  }

  /** The context of the kubeconfig; its current one without it. */
  public Optional<String> context() {
    return configuration.kubernetes().context();
  }

  /** The namespaces to watch; empty for all. */
  public List<String> namespaces() {
    return configuration.kubernetes().namespaces();
  }
}
