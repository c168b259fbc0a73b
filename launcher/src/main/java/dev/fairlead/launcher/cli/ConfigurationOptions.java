package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.config.Changes;
import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.Given;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Origin;
import dev.fairlead.launcher.config.Place;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.config.Schema;
import dev.fairlead.launcher.config.SourceAddress;
import dev.fairlead.launcher.config.Values;
import dev.fairlead.launcher.config.YamlText;
import dev.fairlead.launcher.source.Access;
import dev.fairlead.launcher.source.Pace;
import dev.fairlead.launcher.source.SourceFailure;
import dev.fairlead.launcher.source.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The file of configuration, the sources beside it, and the flags that overrule them. */
final class ConfigurationOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE|SOURCE",
      description = {
        "The configuration (or FAIRLEAD_CONFIG). Variables and flags overrule it.",
        "Repeat it for sources that overrule the file: kubernetes:NAMESPACE/NAME,"
            + " consul:http://HOST:8500/KEY, vault:https://HOST:8200/PATH."
      })
  private List<String> configurations = List.of();

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig of the cluster.")
  private @Nullable String kubeconfig;

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
      names = "--port",
      paramLabel = "N",
      description = "The port of the gateway on 127.0.0.1; 0 for any. Default: 8080")
  private @Nullable Integer port;

  @Option(
      names = "--management-port",
      paramLabel = "N",
      description =
          "The port of /healthz, /readyz and /metrics on every address; 0 for any. Default: 8081;"
              + " none with up.")
  private @Nullable Integer managementPort;

  private Optional<Sources> sources = Optional.empty();

  /**
   * Reads the file, the sources, the variables and these flags, and says on standard error what
   * there is to warn of. Sources go on being followed until {@link #live} or {@link #close}.
   *
   * @param controllers those of the program, of which the configuration may speak by name
   * @param more what other flags say
   * @param pace how long sources may take
   * @throws WrongConfiguration if anything in them is wrong
   * @throws CommandFailure if a source gives nothing
   */
  Reading.Accepted read(List<String> controllers, List<Given> more, Pace pace)
      throws WrongConfiguration, CommandFailure {
    Values beginning = ConfigurationReader.beginning(file(), System.getenv(), flags(more));
    List<SourceAddress> addresses = beginning.get(Schema.CONFIG_SOURCES);
    if (!addresses.isEmpty()) {
      sources = Optional.of(open(addresses, beginning, pace));
    }
    try {
      return accepted(reading(more), controllers, spec.commandLine().getErr());
    } catch (WrongConfiguration wrong) {
      close();
      throw wrong;
    }
  }

  private Reading reading(List<Given> more) {
    List<YamlText> texts = sources.map(Sources::texts).orElse(List.of());
    return ConfigurationReader.read(file(), texts, System.getenv(), flags(more));
  }

  /**
   * Follows the file and the sources, if there are any.
   *
   * @param more what other flags say
   */
  LiveConfiguration live(List<Given> more) throws CommandFailure {
    if (sources.isEmpty() && file().isPresent()) {
      sources = Optional.of(open(List.of(), Values.NONE, Pace.STEADY));
    }
    return LiveConfiguration.of(
        sources.<Changes>map(it -> it).orElse(Changes.NONE), () -> reading(more));
  }

  /** Follows nothing any more. */
  void close() {
    sources.ifPresent(Sources::close);
    sources = Optional.empty();
  }

  private Sources open(List<SourceAddress> addresses, Values beginning, Pace pace)
      throws CommandFailure {
    Access access =
        new Access(
            beginning.text(Schema.KUBERNETES_KUBECONFIG).map(Path::of),
            beginning.text(Schema.KUBERNETES_CONTEXT),
            System.getenv());
    try {
      return Sources.open(file(), addresses, access, pace);
    } catch (SourceFailure away) {
      throw new CommandFailure(String.valueOf(away.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the configuration was read");
    }
  }

  /**
   * What was read, after what there is to warn of.
   *
   * @throws WrongConfiguration if it is refused
   */
  static Reading.Accepted accepted(Reading reading, List<String> controllers, PrintWriter err)
      throws WrongConfiguration {
    return switch (reading) {
      case Reading.Refused refused -> throw new WrongConfiguration(refused.problems());
      case Reading.Accepted accepted -> {
        accepted.warnings(controllers).forEach(line -> err.println("fairlead: warning: " + line));
        yield accepted;
      }
    };
  }

  private Optional<Path> file() {
    List<String> files = named().stream().filter(it -> !SourceAddress.meant(it)).toList();
    if (files.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--config names two files, %s and %s; take one".formatted(files.get(0), files.get(1)));
    }
    return files.stream().findFirst().map(Path::of);
  }

  /** Files and sources, by the flag or else the variable. */
  private List<String> named() {
    return configurations.isEmpty()
        ? Optional.ofNullable(System.getenv(ConfigurationReader.FILE_VARIABLE))
            .filter(name -> !name.isEmpty())
            .stream()
            .toList()
        : configurations;
  }

  private List<Given> flags(List<Given> more) {
    List<Given> flags = new ArrayList<>(more);
    String addresses =
        named().stream().filter(SourceAddress::meant).collect(Collectors.joining(","));
    if (!addresses.isEmpty()) {
      Origin origin =
          configurations.isEmpty()
              ? new Origin.Variable(ConfigurationReader.FILE_VARIABLE)
              : new Origin.Flag("--config");
      flags.add(new Given(Place.of(Schema.CONFIG_SOURCES), addresses, origin));
    }
    Flags.add(flags, "--kubeconfig", Schema.KUBERNETES_KUBECONFIG, kubeconfig);
    Flags.add(flags, "--context", Schema.KUBERNETES_CONTEXT, context);
    if (!namespaces.isEmpty()) {
      Flags.add(flags, "--namespace", Schema.KUBERNETES_NAMESPACES, String.join(",", namespaces));
    }
    Flags.addPort(spec, flags, "--port", Schema.GATEWAY_PORT, port);
    Flags.addPort(spec, flags, "--management-port", Schema.MANAGEMENT_PORT, managementPort);
    return flags;
  }
}
