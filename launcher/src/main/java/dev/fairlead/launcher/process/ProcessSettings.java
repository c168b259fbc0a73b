package dev.fairlead.launcher.process;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.mesh.bus.Role;
import java.nio.file.Path;
import java.util.List;
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
 */
public record ProcessSettings(
    String version,
    Configuration configuration,
    OptionalInt managementPort,
    boolean installCrds,
    boolean samples,
    Set<Role> roles,
    MeshSettings mesh) {

  public ProcessSettings {
    roles = Set.copyOf(roles);
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
