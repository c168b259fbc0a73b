package dev.fairlead.bench.operator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is compared. Each runs as its users run it, with ten workers where that is a setting. */
public enum Framework {
  /** All roles in one JVM, by the command that users have; of the operators that ship one alone. */
  FAIRLEAD("fairlead", "Fairlead") {
    @Override
    List<String> command(Path repository, Path kubeconfig) {
      return fairlead(repository, kubeconfig);
    }

    @Override
    List<String> flags(Replica replica) {
      return fairlead(replica);
    }

    @Override
    public String lease() {
      return FAIRLEAD_LEASE;
    }
  },

  /** The same, which sends the spans of one trace in ten to a collector. */
  FAIRLEAD_TRACED("fairlead-traced", "Fairlead, 10 % traced") {
    @Override
    List<String> command(Path repository, Path kubeconfig) {
      return fairlead(repository, kubeconfig);
    }

    @Override
    List<String> flags(Replica replica) {
      return fairlead(replica);
    }

    @Override
    public String lease() {
      return FAIRLEAD_LEASE;
    }

    @Override
    Map<String, String> environment() {
      return Map.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT", Collector.address().toString(),
          "OTEL_TRACES_SAMPLER", "parentbased_traceidratio",
          "OTEL_TRACES_SAMPLER_ARG", "0.1");
    }
  },

  /** {@code bench/controller-runtime}, compiled by {@code bench/build}. */
  CONTROLLER_RUNTIME("controller-runtime", "controller-runtime") {
    @Override
    List<String> command(Path repository, Path kubeconfig) {
      return List.of(
          repository.resolve("bench/controller-runtime/target/operator").toString(),
          "--kubeconfig=" + kubeconfig);
    }

    @Override
    List<String> flags(Replica replica) {
      return List.of(
          "--leader-elect=" + replica.leases(), "--release-on-cancel=" + replica.releases());
    }
  },

  /** {@code bench/josdk} on the same JDK, with the flags that the JVM has by itself. */
  JAVA_OPERATOR_SDK("josdk", "Java Operator SDK") {
    @Override
    List<String> command(Path repository, Path kubeconfig) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          repository.resolve("bench/josdk/target/lib") + "/*",
          "dev.fairlead.bench.josdk.MemcachedOperator");
    }

    @Override
    List<String> flags(Replica replica) {
      return List.of(replica.leases());
    }
  };

  /** Those that are compared unless others are asked for. */
  public static final List<Framework> PEERS =
      List.of(FAIRLEAD, CONTROLLER_RUNTIME, JAVA_OPERATOR_SDK);

  /** Of the operators that ship with Fairlead the one that is measured, alone. */
  public static final String FAIRLEAD_MAIN =
      "FAIRLEAD_MAIN=dev.fairlead.operators.memcached.MemcachedOperator";

  private static final String FAIRLEAD_LEASE = "memcached.1.0";

  private final String id;
  private final String title;

  Framework(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** Its name on the command line and in names of objects. */
  public String id() {
    return id;
  }

  /** Its name in the table. */
  public String title() {
    return title;
  }

  /** What starts its operator. {@code KUBECONFIG} is set as well. */
  abstract List<String> command(Path repository, Path kubeconfig);

  /** What its command is told besides where it is one of several replicas. */
  abstract List<String> flags(Replica replica);

  /** Variables that are set for its processes. */
  Map<String, String> environment() {
    return Map.of();
  }

  private static List<String> fairlead(Path repository, Path kubeconfig) {
    return List.of(
        "env",
        FAIRLEAD_MAIN,
        repository.resolve("fairlead").toString(),
        "run",
        "all",
        "--port=0",
        "--management-port=0",
        "--kubeconfig=" + kubeconfig);
  }

  private static List<String> fairlead(Replica replica) {
    return List.of(
        "--join=" + replica.addresses(),
        "--cluster-port=" + replica.port(),
        "--bus-port=0",
        "--lease-namespace=" + replica.leases());
  }

  /** What starts one of several replicas. {@code KUBECONFIG} and {@code HOSTNAME} are set too. */
  public List<String> command(Path repository, Path kubeconfig, Replica replica) {
    List<String> command = new ArrayList<>(command(repository, kubeconfig));
    command.addAll(flags(replica));
    return command;
  }

  /** The Lease of the one that leads. */
  public String lease() {
    return "memcached";
  }

  /**
   * The one of this name.
   *
   * @throws IllegalArgumentException if there is none, with a message for people
   */
  public static Framework named(String id) {
    return Arrays.stream(values())
        .filter(framework -> framework.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is none of the systems: %s"
                    .formatted(
                        id,
                        Arrays.stream(values())
                            .map(Framework::id)
                            .collect(Collectors.joining(", ")))));
  }
}
