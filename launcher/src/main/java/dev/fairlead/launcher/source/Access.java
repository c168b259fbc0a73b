package dev.fairlead.launcher.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * With what sources are asked.
 *
 * @param kubeconfig the file; empty for where kubectl looks, or the Pod's own account
 * @param context of the kubeconfig; empty for its current one
 * @param environment all variables; of them count those that the tools of Consul and Vault know
 */
public record Access(
    Optional<Path> kubeconfig, Optional<String> context, Map<String, String> environment) {

  public Access {
    environment = Map.copyOf(environment);
  }

  /** Without the variables, some of which are secret. */
  @Override
  public String toString() {
    return "kubeconfig %s, context %s"
        .formatted(
            kubeconfig.map(Path::toString).orElse("as found"), context.orElse("the current one"));
  }
}
