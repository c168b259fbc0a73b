package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sidecar of a Pod. */
public final class Envoy {

  private static final long ENDED_SECONDS_MAX = 10;
  private static final int ADMIN = 15090;
  private static final String FETCH = "acceptance/envoy/fetch";

  private final Pod pod;
  private final String configuration;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  /** One that does not run yet. */
  public Envoy(Pod pod, Authority.Identity identity) {
    this.pod = pod;
    this.configuration =
        Pods.resource("envoy.yaml")
            .replace("${address}", pod.address())
            .replace("${subnet}", pod.address().replaceAll("\\d+$", "0"))
            .replace("${certificate}", oneLine(identity.certificate()))
            .replace("${key}", oneLine(identity.key()))
            .replace("${authority}", oneLine(identity.authority()));
  }

  /** Why there is none. */
  static Optional<String> obstacle() {
    Shell.Result result = fetch();
    return result.exitCode() == 0
        ? Optional.empty()
        : Optional.of(result.output().substring(result.output().lastIndexOf('\n') + 1));
  }

  /** Where it is; the first time on a machine takes seconds. */
  private static Shell.Result fetch() {
    Path script =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .map(directory -> directory.resolve(FETCH))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(FETCH + " is not to be found; work inside a clone"));
    return Shell.run(List.of(script.toString()), "");
  }

  /** Within double quotes of YAML. */
  private static String oneLine(String pem) {
    return pem.replace("\n", "\\n");
  }

  /** Starts it, as its own user: by that the capture knows it. Wait until it is {@link #ready}. */
  public void start() throws IOException {
    process =
        pod.start(
            List.of(
                "bash",
                "-c",
                // Through the descriptor, since its user may not look into the cache of another.
                "exec 3<\"$0\"; exec setpriv --reuid=1337 --regid=1337 --clear-groups"
                    + " /proc/self/fd/3 \"$@\"",
                fetch().output(),
                "--config-yaml",
                configuration,
                "--disable-hot-restart",
                "--concurrency",
                "2",
                "--log-level",
                "warning"),
            pod.log("envoy"));
  }

  /** Ends it, and with it every connection of the Pod. */
  public void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(ENDED_SECONDS_MAX, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Envoy does not end: " + pod.said("envoy"));
      }
      process = null;
    }
  }

  /** Begins its end, as the agent of a Pod that is deleted does: nobody is let in any more. */
  public void drain() {
    send("POST", "/drain_listeners?inboundonly");
  }

  public boolean ready() {
    return send("GET", "/ready").equals("LIVE\n");
  }

  /** The sum of all its counters whose name ends so. */
  public long count(String end) {
    return send("GET", "/stats?usedonly")
        .lines()
        .map(line -> line.split(": "))
        .filter(pair -> pair[0].endsWith(end))
        .mapToLong(pair -> Long.parseLong(pair[1]))
        .sum();
  }

  private String send(String method, String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("http://%s:%d%s".formatted(pod.address(), ADMIN, path)))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException notThere) {
      return "";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
