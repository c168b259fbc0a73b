package dev.fairlead.launcher.process;

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
 * @param kubeconfig the file; where kubectl would look, or the Pod's own account, without it
 * @param context the context of the kubeconfig; its current one without it
 * @param namespaces the namespaces to watch; empty for all
 * @param installCrds whether to install the CRDs of the operators first
 * @param samples whether to apply the samples that the operators bring along
 * @param port of the gateway; 0 for any
 * @param managementPort of the management server; none without it, 0 for any
 * @param roles what the process does
 * @param mesh with whom
 */
public record ProcessSettings(
    String version,
    Optional<Path> kubeconfig,
    Optional<String> context,
    List<String> namespaces,
    boolean installCrds,
    boolean samples,
    int port,
    OptionalInt managementPort,
    Set<Role> roles,
    MeshSettings mesh) {

  public ProcessSettings {
    namespaces = List.copyOf(namespaces);
    roles = Set.copyOf(roles);
  }
}
