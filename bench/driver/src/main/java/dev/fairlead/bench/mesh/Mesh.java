package dev.fairlead.bench.mesh;

import dev.fairlead.bench.BenchException;
import dev.fairlead.bench.operator.Framework;
import dev.fairlead.bench.operator.Operator;
import dev.fairlead.bench.work.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mesh of Fairlead's processes on loopback, each started by {@code ./fairlead} as people start
 * it. For one thread. Closing it ends them all.
 */
final class Mesh implements AutoCloseable {

  /** Which reconcilers the processes have. */
  enum Program {
    /** The operator of Memcacheds. */
    MEMCACHED,
    /** The same, which watch and do nothing. */
    PAUSED,
    /** Those that only take time. */
    LOAD,
    /** The same, with the second compiler as well. */
    LOAD_BOTH_COMPILERS;

    List<String> command() {
      return switch (this) {
        case MEMCACHED, PAUSED -> List.of("run");
        case LOAD, LOAD_BOTH_COMPILERS -> List.of("load", "run");
      };
    }

    /** What is set for it, as {@code NAME=value}. */
    List<String> environment() {
      return switch (this) {
        case MEMCACHED -> List.of(Framework.FAIRLEAD_MAIN);
        case PAUSED ->
            List.of(Framework.FAIRLEAD_MAIN, "FAIRLEAD_CONTROLLERS_MEMCACHED_PAUSED=true");
        // Ten at a time from the start: it would begin with few, and these attempts are long.
        case LOAD -> List.of("FAIRLEAD_CONTROLLERS_WAITING_WORKERS_MIN=10");
        case LOAD_BOTH_COMPILERS -> List.of("FAIRLEAD_JAVA_OPTS=-XX:TieredStopAtLevel=4");
      };
    }
  }

  private static final Pattern READY = Pattern.compile("Fairlead [a-z ]+ is ready: (http://\\S+)");
  private static final Duration READY_MAX = Duration.ofMinutes(2);

  private final Ground ground;
  private final Program program;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, Operator> running = new LinkedHashMap<>();

  /**
   * Nobody yet; these are the names of all that will be, each with a port that all know. A single
   * one has no cluster.
   */
  Mesh(Ground ground, Program program, List<String> names) {
    this.ground = ground;
    this.program = program;
    List<Integer> free = Ground.freePorts(names.size());
    for (int i = 0; i < names.size(); i++) {
      ports.put(names.get(i), free.get(i));
    }
  }

  /** Starts one; it need not be ready. */
  Operator start(String name, String... roles) {
    List<String> command = new ArrayList<>();
    command.add("env");
    command.addAll(program.environment());
    command.add(ground.repository().resolve("fairlead").toString());
    command.addAll(program.command());
    command.addAll(List.of(roles));
    if (ports.size() > 1) {
      command.addAll(joining(name));
    }
    command.addAll(
        List.of(
            "--kubeconfig=" + ground.kubeconfig(),
            "--port=0",
            "--management-port=0",
            "--lease-namespace=" + Site.LEASES));
    int number = starts.merge(name, 1, Integer::sum);
    Operator started =
        Operator.start(
            Framework.FAIRLEAD,
            command,
            ground.kubeconfig(),
            ground.logs().resolve("%s-%d.log".formatted(name, number)));
    running.put(name, started);
    return started;
  }

  private List<String> joining(String name) {
    return List.of(
        "--join="
            + ports.values().stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(",")),
        "--cluster-port=" + Objects.requireNonNull(ports.get(name)),
        "--bus-port=0");
  }

  /** Waits until one says that it is ready, and answers where. */
  URI awaitReady(String name) {
    Operator process = process(name);
    Ground.await(
        "that " + name + " is ready",
        READY_MAX,
        () -> {
          process.check();
          return address(process).isPresent();
        });
    return address(process).orElseThrow();
  }

  private static Optional<URI> address(Operator process) {
    return READY
        .matcher(process.said())
        .results()
        .findFirst()
        .map((MatchResult ready) -> URI.create(ready.group(1)));
  }

  /** One that was started. */
  Operator process(String name) {
    Operator process = running.get(name);
    if (process == null) {
      throw new BenchException(name + " was not started");
    }
    return process;
  }

  /** The processes of all that live. */
  List<Long> pids() {
    return running.values().stream().flatMap(process -> process.pids().stream()).toList();
  }

  /** Waits until none has anything to do, at most for a while. */
  void awaitCalm() {
    Ground.awaitCalm(pids());
  }

  @Override
  public void close() {
    running.values().forEach(Operator::terminate);
    running.values().forEach(Operator::close);
  }
}
