package dev.fairlead.bench.cluster;

import dev.fairlead.bench.BenchException;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/**
 * The calls of the bench to one API server, as its administrator. It keeps count of those that the
 * operators make too, so that they can be told apart in the server's own count. Safe for use by
 * many threads; calls block.
 */
public final class Cluster implements AutoCloseable {

  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/%s/deployments";
  private static final String MEMCACHEDS = "/apis/cache.example.com/v1/namespaces/%s/memcacheds";
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  /** Below what the API server takes on one HTTP/2 connection. */
  private static final int IN_FLIGHT_MAX = 64;

  private final ControlPlane plane;
  private final HttpClient http;
  private final SSLContext trust;
  private final Semaphore slots = new Semaphore(IN_FLIGHT_MAX);
  private final Map<Call, Long> own = new HashMap<>();

  /** For a control plane that runs. */
  public Cluster(ControlPlane plane) {
    this.plane = plane;
    this.trust = Trust.in(plane.authority());
    this.http = HttpClient.newBuilder().sslContext(trust).build();
  }

  /**
   * Of a control plane that runs, with what a Memcached operator needs.
   *
   * @param repository where the CRD is
   * @param namespaces that are to be there
   */
  public static Cluster furnished(ControlPlane plane, Path repository, String... namespaces) {
    Cluster cluster = new Cluster(plane);
    try {
      cluster.install(Files.readString(repository.resolve("k8s/base/crd-memcacheds.yaml")));
    } catch (IOException e) {
      throw new BenchException("the CRD cannot be read: " + e.getMessage(), e);
    }
    for (String namespace : namespaces) {
      cluster.createNamespace(namespace);
    }
    return cluster;
  }

  /** A client on connections of its own. */
  HttpClient anotherClient() {
    return HttpClient.newBuilder().sslContext(trust).build();
  }

  /** Creates a namespace. */
  public void createNamespace(String name) {
    demand("POST", "/api/v1/namespaces", Manifests.JSON, Manifests.namespace(name));
  }

  /** Installs a CRD and waits until its resource is served. */
  public void install(String yaml) {
    String name = "memcacheds.cache.example.com";
    demand(
        "PATCH",
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/%s?fieldManager=bench"
            .formatted(name),
        "application/apply-patch+yaml",
        yaml);
    long deadline = System.nanoTime() + ANSWER_MAX.toNanos();
    while (send("GET", MEMCACHEDS.formatted("default"), "", "").statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new BenchException("the CRD is not established within a minute");
      }
      Pause.briefly();
    }
  }

  /** Creates a Memcached. */
  public void createMemcached(String namespace, String name, int replicas) {
    demand(
        "POST",
        MEMCACHEDS.formatted(namespace),
        Manifests.JSON,
        Manifests.memcached(name, replicas));
    count(new Call("POST", "memcacheds", 201));
  }

  /** Asks a Memcached for another number of replicas. */
  public void scaleMemcached(String namespace, String name, int replicas) {
    demand(
        "PATCH",
        MEMCACHEDS.formatted(namespace) + "/" + name,
        "application/merge-patch+json",
        "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
    count(new Call("PATCH", "memcacheds", 200));
  }

  /** Deletes a Memcached; its Deployment stays where no garbage collector runs. */
  public void deleteMemcached(String namespace, String name) {
    demand("DELETE", MEMCACHEDS.formatted(namespace) + "/" + name, "", "");
    count(new Call("DELETE", "memcacheds", 200));
  }

  /** Deletes a Deployment at once. */
  public void deleteDeployment(String namespace, String name) {
    demand("DELETE", DEPLOYMENTS.formatted(namespace) + "/" + name, "", "");
    count(new Call("DELETE", "deployments", 200));
  }

  /** Creates a Deployment; the answer is as the server has it. */
  public String createDeployment(String namespace, String json) {
    String answer = demand("POST", DEPLOYMENTS.formatted(namespace), Manifests.JSON, json);
    count(new Call("POST", "deployments", 201));
    return answer;
  }

  /** Creates an object for {@code ./fairlead load}, of one of its controllers. */
  public void createLoad(String namespace, String name, String controller, long millis) {
    demand(
        "POST",
        "/api/v1/namespaces/%s/configmaps".formatted(namespace),
        Manifests.JSON,
        Manifests.load(name, controller, millis));
  }

  /** How often ConfigMaps have been listed so far. */
  public long listsOfLoad() {
    return CallCounts.parse(demand("GET", "/metrics", "", ""), Set.of("configmaps"))
        .count(call -> call.verb().equals("LIST"));
  }

  /** Who holds a Lease; empty if nobody does. */
  public String leaseHolder(String namespace, String name) {
    String path = "/apis/coordination.k8s.io/v1/namespaces/%s/leases/%s".formatted(namespace, name);
    HttpResponse<String> answer = send("GET", path, "", "");
    return answer.statusCode() == 200 ? Manifests.leaseHolder(answer.body()) : "";
  }

  /** What others than the bench have called so far. */
  public CallCounts callsOfOthers() {
    CallCounts all = CallCounts.parse(demand("GET", "/metrics", "", ""));
    synchronized (own) {
      return all.since(new CallCounts(own));
    }
  }

  /** Begins to watch the Deployments of a namespace. */
  public ChildWatch watchDeployments(String namespace) {
    String list = demand("GET", DEPLOYMENTS.formatted(namespace) + "?limit=1", "", "");
    count(new Call("LIST", "deployments", 200));
    String path =
        DEPLOYMENTS.formatted(namespace) + "?watch=1&timeoutSeconds=7200&resourceVersion=";
    return ChildWatch.open(
        anotherClient(),
        version -> request(path + version).build(),
        Manifests.resourceVersion(list));
  }

  private String demand(String method, String path, String contentType, String body) {
    HttpResponse<String> answer = send(method, path, contentType, body);
    if (answer.statusCode() / 100 != 2) {
      throw new BenchException(
          "%s %s was refused: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
    }
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String contentType, String body) {
    HttpRequest.Builder request =
        request(path)
            .timeout(ANSWER_MAX)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    slots.acquireUninterruptibly();
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BenchException("%s %s was not answered: %s".formatted(method, path, e), e);
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    } finally {
      slots.release();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(plane.server() + path))
        .header("Authorization", "Bearer " + plane.adminToken());
  }

  private void count(Call call) {
    synchronized (own) {
      own.merge(call, 1L, Long::sum);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
