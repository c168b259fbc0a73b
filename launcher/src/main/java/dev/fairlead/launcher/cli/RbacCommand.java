package dev.fairlead.launcher.cli;

import dev.fairlead.generator.Installation;
import dev.fairlead.generator.InvalidInstallation;
import dev.fairlead.generator.ManifestYaml;
import dev.fairlead.generator.rbac.Component;
import dev.fairlead.generator.rbac.Rbac;
import dev.fairlead.launcher.config.SourceAddress;
import dev.fairlead.sdk.Reconciler;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what this program's controllers need of the API server. */
@Command(
    name = "rbac",
    mixinStandardHelpOptions = true,
    description = {
      "Prints ServiceAccounts, roles and bindings for the controllers of this program, as YAML.",
      "Each role of the mesh gets what it needs and no verb more."
    })
final class RbacCommand implements Callable<Integer> {

  private final List<Reconciler<?>> reconcilers;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description =
          "Install it in this namespace, for this namespace: Roles instead of ClusterRoles."
              + " Default: in "
              + Installation.NAMESPACE
              + ", for all.")
  private @Nullable String namespace;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description =
          "watcher, reconciler, status or gateway: its identity alone; all: one identity for a"
              + " process with all roles. Default: every one of them.")
  private @Nullable String role;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "fairlead",
      description = "What the objects' names begin with. Default: ${DEFAULT-VALUE}")
  private String name = "";

  @Option(
      names = "--config",
      paramLabel = "kubernetes:NAMESPACE/NAME",
      description = "With a Role for following the configuration in that ConfigMap.")
  private @Nullable String source;

  RbacCommand(List<Reconciler<?>> reconcilers) {
    this.reconcilers = reconcilers;
  }

  @Override
  public Integer call() {
    try {
      Installation installation = installation(name, namespace);
      Rbac rbac = Rbac.of(Definitions.of(spec, reconcilers), installation);
      String configuration = configuration(installation);
      spec.commandLine().getOut().print(yaml(rbac) + configuration);
      spec.commandLine().getOut().flush();
      rbac.remarks().forEach(it -> spec.commandLine().getErr().println("fairlead: warning: " + it));
      return 0;
    } catch (InvalidInstallation invalid) {
      throw new ParameterException(spec.commandLine(), invalid.getMessage(), invalid);
    }
  }

  static Installation installation(String name, @Nullable String namespace) {
    return namespace == null ? Installation.everywhere(name) : Installation.within(name, namespace);
  }

  private String configuration(Installation installation) {
    if (source == null) {
      return "";
    }
    if (SourceAddress.parse(source).orElse(null) instanceof SourceAddress.ConfigMap configMap) {
      return "---\n# Every process follows its configuration.\n"
          + ManifestYaml.documents(ConfigMapRole.of(installation, configMap));
    }
    throw new ParameterException(
        spec.commandLine(), "--config takes kubernetes:NAMESPACE/NAME, not \"" + source + "\"");
  }

  private String yaml(Rbac rbac) {
    if (role == null) {
      return rbac.yaml(Rbac.Accounts.BOTH);
    }
    String wanted = role.toLowerCase(Locale.ROOT);
    if (wanted.equals("all")) {
      return rbac.yaml(Rbac.Accounts.ONE);
    }
    return Stream.of(Component.values())
        .filter(component -> component.toString().equals(wanted))
        .findFirst()
        .map(rbac::yaml)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "\"" + role + "\" is no ROLE; take watcher, reconciler, status, gateway, or all"));
  }
}
