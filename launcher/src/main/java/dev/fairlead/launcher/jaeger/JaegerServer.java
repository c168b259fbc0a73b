package dev.fairlead.launcher.jaeger;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jaeger all-in-one on loopback, which keeps its traces in memory, the last {@value #TRACES_MAX}.
 * Starting and closing block. It ends with this process, unless that is killed.
 */
public final class JaegerServer implements AutoCloseable {

  private static final int TRACES_MAX = 10_000;
  private static final Duration START = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;
  private static final int TRIES_MAX = 5;
  private static final Pattern ERROR = Pattern.compile("\"error\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What else it would listen at. */
  private static final List<String> UNUSED =
      List.of(
          "--admin.http.host-port",
          "--collector.grpc-server.host-port",
          "--collector.http-server.host-port",
          "--http-server.host-port",
          "--processor.jaeger-binary.server-host-port",
          "--processor.jaeger-compact.server-host-port",
          "--processor.zipkin-compact.server-host-port",
          "--query.grpc-server.host-port");

  /** What it takes spans by, each at a port of its own. */
  public enum Door {
    OTLP_HTTP("--collector.otlp.http.host-port"),
    OTLP_GRPC("--collector.otlp.grpc.host-port"),
    ZIPKIN("--collector.zipkin.host-port");

    private final String flag;

    Door(String flag) {
      this.flag = flag;
    }
  }

  private final Process process;
  private final URI query;
  private final Map<Door, URI> doors;

  private JaegerServer(Process process, URI query, Map<Door, URI> doors) {
    this.process = process;
    this.query = query;
    this.doors = doors;
  }

  /**
   * Starts the program, and waits until it takes traces and answers for them.
   *
   * @param wantedPort where it answers, if that is free; else any port
   * @param log where what it says goes
   * @throws JaegerFailure if it does not start
   */
  public static JaegerServer start(Path program, int wantedPort, Path log)
      throws JaegerFailure, InterruptedException {
    if (!Files.isExecutable(program)) {
      throw new JaegerFailure(
          program + " is no program; set FAIRLEAD_JAEGER to an all-in-one of Jaeger, or unset it");
    }
    try {
      for (int tries = 1; ; tries++) {
        int queryPort = tries == 1 && isFree(wantedPort) ? wantedPort : freePort();
        JaegerServer server = launch(program, queryPort, log);
        if (server.awaitReady()) {
          return server;
        }
        server.close();
        String why = lastWords(log);
        // A port that was free a moment ago can be taken by now.
        if (tries == TRIES_MAX || !why.contains("address already in use")) {
          throw new JaegerFailure("Jaeger does not start: %s; see %s".formatted(why, log));
        }
      }
    } catch (IOException unable) {
      throw new JaegerFailure(
          "Jaeger cannot be started: %s; set FAIRLEAD_JAEGER to an all-in-one that runs here"
              .formatted(unable.getMessage()));
    }
  }

  private static JaegerServer launch(Path program, int queryPort, Path log) throws IOException {
    Map<Door, URI> doors = new EnumMap<>(Door.class);
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    UNUSED.forEach(flag -> command.add(flag + "=127.0.0.1:0"));
    command.add("--query.http-server.host-port=127.0.0.1:" + queryPort);
    for (Door door : Door.values()) {
      int port = freePort();
      doors.put(door, local(port));
      command.add(door.flag + "=127.0.0.1:" + port);
    }
    command.add("--memory.max-traces=" + TRACES_MAX);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile());
    builder.environment().remove("SPAN_STORAGE_TYPE");
    return new JaegerServer(builder.start(), local(queryPort), doors);
  }

  /** Where it answers queries. */
  public URI query() {
    return query;
  }

  /** Where it takes spans. */
  public URI at(Door door) {
    return Objects.requireNonNull(doors.get(door));
  }

  /** The variables that make a process send its traces here, soon. */
  public Map<String, String> environment() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", at(Door.OTLP_HTTP) + "/v1/traces",
        "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
        "OTEL_BSP_SCHEDULE_DELAY", "500");
  }

  /** Waits until it takes traces and answers for them; false if it does not come to that. */
  private boolean awaitReady() throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!answers(query) || !doors.values().stream().allMatch(JaegerServer::answers)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return process.isAlive();
  }

  /** The last that it said of an error. */
  private static String lastWords(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    for (String line : lines.reversed()) {
      Matcher error = ERROR.matcher(line);
      if (error.find()) {
        return error.group(1);
      }
    }
    return lines.isEmpty() ? "it said nothing" : lines.getLast();
  }

  private static boolean answers(URI at) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.getPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return port > 0 && socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
