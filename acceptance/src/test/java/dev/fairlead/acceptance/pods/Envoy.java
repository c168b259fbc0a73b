package dev.fairlead.acceptance.pods;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proxy in a Pod: a sidecar, or the way in from outside. */
public final class Envoy {

  private static final long ENDED_SECONDS_MAX = 10;
  private static final int ADMIN = 15090;
  private static final String FETCH = "acceptance/envoy/fetch";

  /** By it the capture knows what a sidecar sends. */
  private static final String AS_SIDECAR = "setpriv --reuid=1337 --regid=1337 --clear-groups ";

  private final Pod pod;
  private final String configuration;
  private final String user;
  private final int threads;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private Envoy(Pod pod, String configuration, String user, int threads) {
    this.pod = pod;
    this.configuration = configuration;
    this.user = user;
    this.threads = threads;
  }

  /** The sidecar of a Pod; it does not run yet. */
  public static Envoy sidecar(Pod pod, Authority.Identity identity, Tracing tracing) {
    return new Envoy(
        pod,
        Template.fill("sidecar", with(values(pod, identity), tracing.values())),
        AS_SIDECAR,
        2);
  }

  /**
   * The way in to gateways; it does not run yet.
   *
   * @param virtualService the specification of one
   * @param endpoints the file that says who the gateways are
   */
  public static Envoy ingress(
      Pod pod,
      Authority.Identity identity,
      Tracing tracing,
      Object virtualService,
      TrafficPolicy policy,
      Path endpoints) {
    Map<String, Object> values = with(values(pod, identity), tracing.values());
    values.put("routes", HttpRoutes.of(virtualService));
    values.put("endpoints", endpoints.toString());
    // With several threads its bounds are a little wider than they say.
    return new Envoy(pod, Template.fill("ingress", with(values, policy.values())), "", 1);
  }

  private static Map<String, Object> values(Pod pod, Authority.Identity identity) {
    return new HashMap<>(
        Map.of(
            "address", pod.address(),
            "subnet", pod.address().replaceAll("\\d+$", "0"),
            "service", identity.name(),
            "certificate", identity.certificate(),
            "key", identity.key(),
            "authority", identity.authority()));
  }

  private static Map<String, Object> with(Map<String, Object> values, Map<String, ?> more) {
    values.putAll(more);
    return values;
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

  /** Starts it. Wait until it is {@link #ready}. */
  public void start() throws IOException {
    process =
        pod.start(
            List.of(
                "bash",
                "-c",
                // Through the descriptor, since its user may not look into the cache of another.
                "exec 3<\"$0\"; exec " + user + "/proc/self/fd/3 \"$@\"",
                fetch().output(),
                "--config-yaml",
                configuration,
                "--disable-hot-restart",
                "--concurrency",
                Integer.toString(threads),
                "--log-level",
                "warning"),
            pod.log("envoy"));
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
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

  /** Whether it takes connections. */
  public boolean ready() {
    return send("GET", "/ready").equals("LIVE\n");
  }

  /** The sum of all its counters and gauges whose name ends so. */
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
