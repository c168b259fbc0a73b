package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;

import dev.fairlead.acceptance.pods.Envoy;
import dev.fairlead.acceptance.pods.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way in from outside, and callers. Many may {@link #call} at a time; the rest is for one. */
final class Ingress implements AutoCloseable {

  /** Of its doors, by what its proxy reads of a caller's trace. */
  enum Door {
    W3C(8080),
    B3(8090);

    private final int port;

    Door(int port) {
      this.port = port;
    }
  }

  private final Pod pod;
  private final Envoy envoy;
  private final Path endpoints;
  private final String token;
  private final HttpClient http = newClient();
  private HttpClient open = newClient();
  private int versions;

  /**
   * One that chooses among nobody yet.
   *
   * @param endpoints the file by which the proxy is told among whom it chooses
   * @param token of the callers
   */
  Ingress(Pod pod, Envoy envoy, Path endpoints, String token) {
    this.pod = pod;
    this.envoy = envoy;
    this.endpoints = endpoints;
    this.token = token;
  }

  void start() throws IOException {
    tell(List.of());
    envoy.start();
    eventually().alias("the ingress is ready").until(envoy::ready);
  }

  /** Has it choose among these from now on, as the control plane does that knows who is ready. */
  void choose(SidecarPod... gateways) throws IOException {
    tell(Stream.of(gateways).map(gateway -> gateway.pod().address()).toList());
    eventually().until(() -> count("cluster.gateways.membership_total") == gateways.length);
  }

  private void tell(List<String> addresses) throws IOException {
    versions++;
    String all =
        addresses.stream()
            .map(
                """
                {"endpoint":{"address":{"socket_address":{"address":"%s","port_value":8080}}}}\
                """
                    ::formatted)
            .collect(Collectors.joining(","));
    Path next =
        Files.writeString(
            endpoints.resolveSibling("endpoints-" + versions + ".json"),
            """
            {"version_info":"%d","resources":[{
              "@type":"type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment",
              "cluster_name":"gateways","endpoints":[{"lb_endpoints":[%s]}]}]}
            """
                .formatted(versions, all));
    // Envoy looks again when the file is replaced, not when it is written to.
    Files.move(next, endpoints, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Calls, and waits for the answer. */
  HttpResponse<String> call(Door door, String method, String path, String... headers) {
    try {
      return http.send(request(door, method, path, headers), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(method + " " + path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  HttpResponse<String> get(String path) {
    return call(Door.W3C, "GET", path);
  }

  HttpResponse<String> post(String path) {
    return call(Door.W3C, "POST", path);
  }

  /** Calls, and waits for nothing: the answer comes with its head, and may have no end. */
  CompletableFuture<HttpResponse<Stream<String>>> begin(String method, String path) {
    return open.sendAsync(request(Door.W3C, method, path), HttpResponse.BodyHandlers.ofLines());
  }

  /** Breaks off all calls that were begun. */
  void hangUp() {
    open.shutdownNow();
    open = newClient();
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  private HttpRequest request(Door door, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://%s:%d%s".formatted(pod.address(), door.port, path)))
            .header("Authorization", "Bearer " + token)
            // A proxy samples by its own share, whatever a caller has decided, unless it is asked
            // so.
            .header("x-client-trace-id", "test")
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  /** What its proxy has counted under a name, or what a gauge shows. */
  long count(String name) {
    return envoy.count(name);
  }

  @Override
  public void close() {
    open.shutdownNow();
    http.close();
  }
}
