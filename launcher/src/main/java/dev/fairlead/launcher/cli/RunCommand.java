package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.webhook.Webhooks;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs roles as a process of a mesh, as a container does. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs roles as a process of a mesh.",
      "Several processes join by --join or --service-dns; one with all roles needs no other."
    })
final class RunCommand implements Callable<Integer> {

  private static final String ALL = "all";

  private final List<OperatorFunction> functions;

  @Spec private CommandSpec spec;
  @Mixin private ProcessOptions process;
  @Mixin private MeshOptions mesh;

  @Parameters(
      paramLabel = "ROLE",
      arity = "1..*",
      description = "watcher, reconciler, status, gateway, webhook, or all")
  private List<String> names = List.of();

  RunCommand(List<OperatorFunction> functions) {
    this.functions = functions;
  }

  @Override
  public Integer call() throws CommandFailure, WrongConfiguration {
    Webhooks webhooks = Definitions.webhooks(spec, functions);
    Set<Role> roles = roles(webhooks);
    List<ControllerDefinition<?>> definitions = Definitions.of(spec, functions);
    Configuration configuration = process.read(definitions, mesh.flags()).configuration();
    try (LiveConfiguration live = process.log(configuration, mesh.flags())) {
      return new Serving(spec, definitions, webhooks, live)
          .run("Fairlead " + String.join(" ", names), process.settings(configuration, roles));
    }
  }

  private Set<Role> roles(Webhooks webhooks) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      if (name.equals(ALL)) {
        roles.addAll(EnumSet.allOf(Role.class));
        if (webhooks.isEmpty()) {
          roles.remove(Role.WEBHOOK);
        }
      } else {
        roles.add(role(name, webhooks));
      }
    }
    return roles;
  }

  private Role role(String name, Webhooks webhooks) {
    for (Role role : Role.values()) {
      if (role.toString().equals(name.toLowerCase(Locale.ROOT))) {
        if (role == Role.WEBHOOK && webhooks.isEmpty()) {
          throw new ParameterException(
              spec.commandLine(),
              "this program has no webhooks; give Fairlead.run a Validator, Defaulter or Converter,"
                  + " or leave out webhook");
        }
        return role;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "\"" + name + "\" is no ROLE; take watcher, reconciler, status, gateway, webhook, or all");
  }
}
