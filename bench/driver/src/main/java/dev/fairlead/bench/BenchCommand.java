package dev.fairlead.bench;

import dev.fairlead.bench.meter.Meter;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.report.Report;
import dev.fairlead.controlplane.ControlPlaneException;
import dev.fairlead.controlplane.ControlPlaneUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./fairlead bench}: measures, and prints the tables. Exit codes: 0 fine, 1 failed, 2 wrong
 * usage.
 */
@Command(
    name = "fairlead bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts Fairlead, controller-runtime and the Java Operator SDK to the same work on a real API"
          + " server, one after the other,",
      "and prints what it cost each. The default takes about half an hour, and so does --work mesh;"
          + " with --quick, minutes."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final int QUICK_OBJECTS = 200;
  private static final int QUICK_SECONDS = 5;
  private static final int QUICK_DELETIONS = 20;
  private static final int QUICK_IDLE = 2_000;
  private static final int QUICK_ENDINGS = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--systems",
      split = ",",
      paramLabel = "NAME",
      converter = FrameworkNames.class,
      description =
          "fairlead, controller-runtime, josdk; fairlead-traced sends the spans of one trace in"
              + " ten. Default: the first three.")
  private List<Framework> frameworks = Framework.PEERS;

  @Option(
      names = "--work",
      split = ",",
      paramLabel = "KIND",
      description = {
        "start, create, change, delete, idle: one process of each system; operator for all of"
            + " these.",
        "failover, handover: two replicas of each system. worker-loss, rolling-restart, scale-out,"
            + " exchange, join, pages: processes of Fairlead. mesh for all of these. Default:"
            + " operator."
      })
  private List<String> works = List.of("operator");

  @Option(names = "--quick", description = "Small sizes, to see whether everything works.")
  private boolean quick;

  @Option(names = "--starts", paramLabel = "N", description = "Starts to time. Default: 3.")
  private @Nullable Integer starts;

  @Option(names = "--objects", paramLabel = "N", description = "Objects to create. Default: 2000.")
  private @Nullable Integer objects;

  @Option(names = "--rate", paramLabel = "N", description = "Changes a second. Default: 100.")
  private @Nullable Integer rate;

  @Option(names = "--seconds", paramLabel = "N", description = "Length of it. Default: 30.")
  private @Nullable Integer seconds;

  @Option(
      names = "--deletions",
      paramLabel = "N",
      description = "Children to delete. Default: 200.")
  private @Nullable Integer deletions;

  @Option(
      names = "--idle",
      split = ",",
      paramLabel = "N",
      description = "Numbers of idle objects. Default: 20000,100000.")
  private @Nullable List<Integer> idle;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description = "Size of an idle object. Default: 2100.")
  private int bytes = 2_100;

  @Option(
      names = "--endings",
      paramLabel = "N",
      description =
          "How often an owner ends; other systems' leaders, workers, and processes that join: a"
              + " quarter of it. Default: 20.")
  private @Nullable Integer endings;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often to do it all; the table shows medians, least and most. Default: 1.")
  private int rounds = 1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the tables go as well. Default: bench/target/results.md.")
  private @Nullable Path out;

  @Option(names = "--repository", hidden = true)
  private Path repository = Path.of("").toAbsolutePath();

  private BenchCommand() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new BenchCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, command, result) -> {
              if (failure instanceof BenchException
                  || failure instanceof ControlPlaneException
                  || failure instanceof ControlPlaneUnavailableException) {
                command.getErr().println("bench: " + failure.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw failure;
            })
            .execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Path target = Files.createDirectories(repository.resolve("bench/target"));
    Path logs = Files.createTempDirectory(target, "logs-");
    Plan plan =
        new Plan(
            repository,
            frameworks,
            works(),
            or(starts, 1, 3),
            or(objects, QUICK_OBJECTS, 2_000),
            or(rate, 50, 100),
            or(seconds, QUICK_SECONDS, 30),
            or(deletions, QUICK_DELETIONS, 200),
            idle == null ? (quick ? List.of(QUICK_IDLE) : List.of(20_000, 100_000)) : idle,
            bytes,
            or(endings, QUICK_ENDINGS, 20),
            rounds,
            logs);
    double load = Meter.load();
    System.err.println("bench: the operators' output goes to " + logs);
    Bench bench = new Bench(plan, text -> System.err.println("bench: " + text));
    String tables = new Report(frameworks, bench.run()).markdown();
    String text = machine(load) + "\n" + tables;
    System.out.println(text);
    Path file = out == null ? target.resolve("results.md") : out;
    Files.writeString(file, text);
    System.err.println("bench: written to " + file);
    return bench.failed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private Set<Work> works() {
    Set<Work> all = EnumSet.noneOf(Work.class);
    for (String name : works) {
      try {
        all.addAll(Work.named(name));
      } catch (IllegalArgumentException unknown) {
        throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()));
      }
    }
    return all;
  }

  private int or(@Nullable Integer given, int small, int usual) {
    return given != null ? given : quick ? small : usual;
  }

  private static String machine(double load) {
    return "%d processors, load before the run %.2f, JDK %s, %s %s%n"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            load,
            System.getProperty("java.version"),
            System.getProperty("os.name").toLowerCase(Locale.ROOT),
            System.getProperty("os.arch"));
  }

  /** Names of frameworks as people write them. */
  static final class FrameworkNames implements ITypeConverter<Framework> {
    @Override
    public Framework convert(String name) {
      try {
        return Framework.named(name);
      } catch (IllegalArgumentException unknown) {
        throw new CommandLine.TypeConversionException(String.valueOf(unknown.getMessage()));
      }
    }
  }
}
