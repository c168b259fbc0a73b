package dev.fairlead.controlplane;

import dev.fairlead.controlplane.RunRecord.Entry;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code ./fairlead control-plane up|down}: the control plane of the tests, for a developer. What
 * is asked for goes to standard output, progress and errors to standard error. Exit codes: 0 fine,
 * 1 failed, 2 wrong usage.
 */
@Command(
    name = "fairlead control-plane",
    description = "A real Kubernetes control plane on this machine, without containers.",
    synopsisSubcommandLabel = "(up | down)")
public final class Main implements Runnable {

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  private Main(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine command = new CommandLine(new Main(environment));
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Says this.")
                .build());
    return command
        .setParameterExceptionHandler((wrong, arguments) -> {
          wrong
              .getCommandLine()
              .getErr()
              .printf(
                  "%s. Usage: fairlead control-plane (up | down) [--directory=D]%n",
                  wrong.getMessage());
          return CommandLine.ExitCode.USAGE;
        })
        .setExecutionExceptionHandler((failure, failed, arguments) -> {
          if (!(failure instanceof ControlPlaneException)
              && !(failure instanceof ControlPlaneUnavailableException)) {
            throw failure;
          }
          failed.getErr().println("control plane: " + failure.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
  }

  /** Without a command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec().commandLine(), "What to do is missing");
  }

  @Command(
      description = {
        "Starts it, unless it runs, and prints the path of the administrator's kubeconfig.",
        "The first time its programs are built, which takes minutes."
      })
  void up(
      @Option(names = "--directory", paramLabel = "D", description = DIRECTORY)
          @Nullable Path directory) {
    StandingControlPlane controlPlane = new StandingControlPlane(directory(directory));
    if (!controlPlane.up()) {
      err().println("control plane: already running");
    }
    out().println("kubeconfig: " + controlPlane.kubeconfig());
  }

  @Command(
      description =
          "Ends what up has started. The objects stay in the directory for the next time.")
  void down(
      @Option(names = "--directory", paramLabel = "D", description = DIRECTORY)
          @Nullable Path directory) {
    Path path = directory(directory);
    List<Entry> ended = new StandingControlPlane(path).down();
    if (ended.isEmpty()) {
      out().println("nothing was running in " + path);
    }
    ended.forEach(
        entry -> out().printf("ended %s (pid %d)%n", entry.program().fileName(), entry.pid()));
  }

  private static final String DIRECTORY =
      "Where its files are. Default: control-plane/run in the cache ($FAIRLEAD_CACHE, or fairlead in $XDG_CACHE_HOME or ~/.cache).";

  private Path directory(@Nullable Path given) {
    Path directory =
        (given == null ? cache().resolve("control-plane").resolve("run") : given).toAbsolutePath();
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new ParameterException(
          spec().commandLine(), directory + " is a file; --directory must name a directory");
    }
    return directory;
  }

  /** The cache of {@code control-plane/build}. */
  private Path cache() {
    String own = environment.getOrDefault("FAIRLEAD_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (shared.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(shared))
        .resolve("fairlead");
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }
}
