package dev.fairlead.launcher.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster, and how much of it. */
final class ClusterOptions {

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

  Optional<Path> kubeconfig() {
    return Optional.ofNullable(kubeconfig);
  }

  Optional<String> context() {
    return Optional.ofNullable(context);
  }

  List<String> namespaces() {
    return List.copyOf(namespaces);
  }

  boolean installCrds() {
    return installCrds;
  }
}
