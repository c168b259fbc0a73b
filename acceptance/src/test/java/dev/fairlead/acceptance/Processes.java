package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.operators.memcached.MemcachedOperator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mesh whose roles are JVMs of their own; of the Memcached operator, unless it is told otherwise.
 * Thread-safe.
 */
final class Processes implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Fairlead [a-z ]+ is ready: http://127\\.0\\.0\\.1:(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Network network;
  private final List<String> options;
  private Class<?> main = MemcachedOperator.class;
  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, Process> running = new ConcurrentHashMap<>();
  private final Map<String, Integer> starts = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Thread atExit = Thread.ofPlatform().unstarted(this::killAll);

  /**
   * Nobody yet, on the loopback interface.
   *
   * @param names of all processes that will be; each has a port that all know
   * @param options that all have
   */
  Processes(Path directory, List<String> names, List<String> options) throws IOException {
    this(directory, Network.LOOPBACK, names, options);
  }

  /** Nobody yet. */
  Processes(Path directory, Network network, List<String> names, List<String> options)
      throws IOException {
    this.directory = directory;
    this.network = network;
    this.options = List.copyOf(options);
    List<ServerSocket> taken = new ArrayList<>();
    for (String name : names) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      taken.add(socket);
      ports.put(name, socket.getLocalPort());
    }
    for (ServerSocket socket : taken) {
      socket.close();
    }
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Those that are started from now on run this program. */
  Processes running(Class<?> program) {
    this.main = program;
    return this;
  }

  /** Those that are started from now on have these variables as well. */
  void environment(Map<String, String> variables) {
    environment.putAll(variables);
  }

  /** Starts one; it need not be ready. */
  void start(String name, Path kubeconfig, List<String> roles, String... more) throws IOException {
    int number = starts.merge(name, 1, Integer::sum);
    List<String> command = new ArrayList<>(network.command(name));
    command.addAll(java(main));
    command.addAll(roles);
    command.addAll(
        List.of(
            "--kubeconfig=" + network.kubeconfig(kubeconfig),
            "--host=" + network.host(name),
            "--join="
                + String.join(",", ports.keySet().stream().map(this::clusterAddress).toList()),
            "--cluster-port=" + port(name),
            "--bus-port=0",
            "--port=0",
            "--management-port=0"));
    command.addAll(options);
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(name, number).toFile());
    builder.environment().put("FAIRLEAD_GATEWAY_ANONYMOUS", "true");
    builder.environment().put("FAIRLEAD_LOGGING_FORMAT", "text");
    builder.environment().putAll(environment);
    builder.environment().put("FAIRLEAD_LOGGING_JOURNAL", journals().resolve(name).toString());
    running.put(name, builder.start());
  }

  /** The beginning of a command line that goes on with roles. */
  static List<String> java(Class<?> main, String... jvm) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m"));
    command.addAll(List.of(jvm));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), "run"));
    return command;
  }

  /** Waits until one says that it is ready, and answers where its gateway is, or its management. */
  URI awaitReady(String name) {
    eventually()
        .alias(name + " is ready")
        .until(() -> {
          assertThat(process(name).isAlive()).as(said(name)).isTrue();
          return READY.matcher(said(name)).find();
        });
    Matcher ready = READY.matcher(said(name));
    assertThat(ready.find()).isTrue();
    return URI.create("http://" + network.host(name) + ":" + ready.group(1));
  }

  /** All that one has said since it was started last. */
  String said(String name) {
    try {
      return Files.readString(log(name, Objects.requireNonNull(starts.get(name))));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** The directory that has a directory for the journals of each process. */
  Path journals() {
    return directory.resolve("journals");
  }

  /** Ends one without a warning. */
  void kill(String name) throws InterruptedException {
    Process process = process(name);
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Ends one in good order. */
  void stop(String name) throws InterruptedException {
    Process process = process(name);
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).as(name + " ends").isTrue();
    assertThat(process.exitValue()).as(said(name)).isZero();
  }

  void send(Signal signal, String name) {
    signal.send(process(name));
  }

  boolean isAlive(String name) {
    Process process = running.get(name);
    return process != null && process.isAlive();
  }

  /** What a gateway answers. */
  JsonNode get(URI gateway, String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(gateway + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
      return JSON.readTree(response.body());
    } catch (IOException failed) {
      throw new AssertionError(path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private Process process(String name) {
    return Objects.requireNonNull(running.get(name));
  }

  private String clusterAddress(String name) {
    return network.host(name) + ":" + port(name);
  }

  private int port(String name) {
    return Objects.requireNonNull(ports.get(name));
  }

  private Path log(String name, int number) {
    return directory.resolve(name + "-" + number + ".log");
  }

  private void killAll() {
    running.values().forEach(Process::destroyForcibly);
  }

  @Override
  public void close() {
    killAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
    http.close();
  }
}
