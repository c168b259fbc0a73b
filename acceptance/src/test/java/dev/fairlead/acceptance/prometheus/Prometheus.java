package dev.fairlead.acceptance.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus that scrapes every two seconds and has rules loaded. */
public final class Prometheus implements AutoCloseable {

  private static final String FETCH = "acceptance/prometheus/fetch";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS_MAX = 120;

  private record Said(int exitCode, String output) {}

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  private Prometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one.
   *
   * @param directory for what it keeps and says
   * @param job what the label {@code job} says
   * @param targets where {@code /metrics} is
   */
  public static Prometheus start(Path directory, String job, List<URI> targets, Path rules)
      throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
            rule_files: [%s]
            scrape_configs:
              - job_name: %s
                static_configs:
                  - targets: [%s]
            """
                .formatted(
                    rules.toAbsolutePath(),
                    job,
                    targets.stream().map(URI::getAuthority).collect(Collectors.joining(", "))));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                programs().resolve("prometheus").toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
  }

  /**
   * Runs {@code promtool}, which has to succeed.
   *
   * @return what it says
   */
  public static String promtool(String... arguments) {
    Said said =
        run(
            Stream.concat(
                    Stream.of(programs().resolve("promtool").toString()), Stream.of(arguments))
                .toList());
    if (said.exitCode() != 0) {
      throw new AssertionError("promtool " + List.of(arguments) + ": " + said.output());
    }
    return said.output();
  }

  /** Why there is none. */
  static Optional<String> obstacle() {
    Said said = run(List.of(script().toString()));
    return said.exitCode() == 0
        ? Optional.empty()
        : Optional.of(said.output().substring(said.output().lastIndexOf('\n') + 1));
  }

  /** How many series an expression finds now. */
  public int series(String expression) {
    return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .at("/data/result")
        .size();
  }

  /** What its rules say: {@code name health}, such as {@code FairleadNoWorkers ok}. */
  public List<String> rules() {
    return get("/api/v1/rules").at("/data/groups").findParents("health").stream()
        .map(rule -> rule.path("name").asText() + " " + rule.path("health").asText())
        .toList();
  }

  private JsonNode get(String path) {
    try {
      JsonNode answer =
          JSON.readTree(
              http.send(
                      HttpRequest.newBuilder(URI.create(address + path))
                          .timeout(Duration.ofSeconds(10))
                          .build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError("Prometheus on " + path + ": " + answer);
      }
      return answer;
    } catch (IOException notThere) {
      throw new UncheckedIOException(notThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path programs() {
    Said said = run(List.of(script().toString()));
    return Path.of(said.output().substring(said.output().lastIndexOf('\n') + 1));
  }

  private static Path script() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .map(directory -> directory.resolve(FETCH))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(FETCH + " is not to be found; work inside a clone"));
  }

  private static Said run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Said(process.exitValue(), output.strip());
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
