package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.ConfigurationYaml;
import dev.fairlead.launcher.config.JsonSchema;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.source.Pace;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at a configuration without running anything. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks a configuration, shows the one that counts, or prints the schema of all.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand implements Runnable {

  @Spec private CommandSpec spec;

  private ConfigCommand() {}

  static CommandLine commandLine(List<Reconciler<?>> reconcilers) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new Check(reconcilers))
        .addSubcommand(new Show(reconcilers))
        .addSubcommand(new PrintSchema());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check, show or schema is missing");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Checks a file: exit code 0 if a process could start with it, else 2.",
        "Variables and flags are not looked at."
      })
  private static final class Check implements Callable<Integer> {

    private final List<Reconciler<?>> reconcilers;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private Path file;

    Check(List<Reconciler<?>> reconcilers) {
      this.reconcilers = reconcilers;
    }

    @Override
    public Integer call() throws WrongConfiguration {
      Reading reading = ConfigurationReader.read(Optional.of(file), Map.of(), List.of());
      CommandLine command = spec.commandLine();
      ConfigurationOptions.accepted(reading, controllers(spec, reconcilers), command.getErr());
      command.getOut().println(file + " is fine");
      return 0;
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Prints every setting of a process that was started with the same variables and flags.",
        "Comments say where each value comes from; the output is a configuration itself."
      })
  private static final class Show implements Callable<Integer> {

    private final List<Reconciler<?>> reconcilers;

    @Spec private CommandSpec spec;
    @Mixin private ConfigurationOptions configuration;
    @Mixin private MeshOptions mesh;

    Show(List<Reconciler<?>> reconcilers) {
      this.reconcilers = reconcilers;
    }

    @Override
    public Integer call() throws WrongConfiguration, CommandFailure {
      Reading.Accepted accepted =
          configuration.read(controllers(spec, reconcilers), mesh.flags(), Pace.ONCE);
      configuration.close();
      spec.commandLine().getOut().print(ConfigurationYaml.of(accepted.values()));
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  @Command(
      name = "schema",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the JSON Schema of the configuration, for editors.",
        "A first line # yaml-language-server: $schema=FILE makes most of them take it."
      })
  private static final class PrintSchema implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().println(JsonSchema.document().encodePrettily());
      return 0;
    }
  }

  private static List<String> controllers(CommandSpec spec, List<Reconciler<?>> reconcilers) {
    return Definitions.of(spec, reconcilers).stream().map(ControllerDefinition::name).toList();
  }
}
