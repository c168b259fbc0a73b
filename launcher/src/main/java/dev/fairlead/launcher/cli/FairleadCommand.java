package dev.fairlead.launcher.cli;

import dev.fairlead.sdk.OperatorFunction;
import dev.fairlead.sdk.Reconciler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "fairlead",
    mixinStandardHelpOptions = true,
    versionProvider = FairleadVersion.class,
    description = "Runs Kubernetes controllers, and tells what they do.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 fine, 1 failed, 2 wrong usage or configuration.",
      "fairlead COMMAND --help tells more of a command."
    })
public final class FairleadCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** The command line of a program that is made of these functions, with commands of its own. */
  public static CommandLine commandLine(
      List<OperatorFunction> functions, List<? extends Callable<Integer>> commands) {
    List<Reconciler<?>> reconcilers = new ArrayList<>();
    for (OperatorFunction function : functions) {
      if (function instanceof Reconciler<?> reconciler) {
        reconcilers.add(reconciler);
      }
    }
    CommandLine root = new CommandLine(new FairleadCommand());
    root.addSubcommand(new UpCommand(functions));
    root.addSubcommand(new RunCommand(functions));
    root.addSubcommand(new CrdsCommand(functions));
    root.addSubcommand(new WebhooksCommand(functions));
    root.addSubcommand(new RbacCommand(reconcilers));
    root.addSubcommand(new ManifestsCommand(functions));
    root.addSubcommand(ConfigCommand.commandLine(reconcilers));
    root.addSubcommand(new ControllersCommand());
    root.addSubcommand(namingObjects(new GetCommand()));
    root.addSubcommand(namingObjects(new WhyCommand()));
    root.addSubcommand(namingObjects(new HistoryCommand()));
    root.addSubcommand(namingObjects(new TraceCommand()));
    root.addSubcommand(new TopCommand());
    root.addSubcommand(new DiagnoseCommand());
    commands.forEach(root::addSubcommand);
    // What it was called by, where it is a plugin of another program.
    Optional.ofNullable(System.getenv("FAIRLEAD_COMMAND")).ifPresent(root::setCommandName);
    root.setParameterExceptionHandler(OneLineErrors::wrongUsage);
    root.setExecutionExceptionHandler(OneLineErrors::failed);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    return root;
  }

  /** A cluster-scoped object is written {@code -/NAME}, which looks like an option. */
  private static CommandLine namingObjects(Object command) {
    return new CommandLine(command).setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
