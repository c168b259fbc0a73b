package dev.fairlead.bench.operator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is compared. Each runs as its users run it, with ten workers where that is a setting. */
public enum Framework {
  /** All roles in one JVM, by the command that users have; of the operators that ship one alone. */
  FAIRLEAD("fairlead", "Fairlead") {
    @Override
    List<String> command(Path repository, Path kubeconfig) {
      return List.of(
          "env",
          "FAIRLEAD_MAIN=dev.fairlead.operators.memcached.MemcachedOperator",
          repository.resolve("fairlead").toString(),
          "run",
          "all",
          "--port=0",
          "--management-port=0",
          "--kubeconfig=" + kubeconfig);
    }

    @Override
    List<String> flags(Replica replica) {
      return List.of(
          "--join=" + replica.addresses(),
          "--cluster-port=" + replica.port(),
          "--bus-port=0",
          "--lease-namespace=" + replica.leases());
    }

    @Override
    public String lease() {
      return "memcached.1.0";
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
