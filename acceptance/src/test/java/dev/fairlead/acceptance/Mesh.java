package dev.fairlead.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.launcher.config.Configuration;
import dev.fairlead.launcher.config.ConfigurationReader;
import dev.fairlead.launcher.config.LiveConfiguration;
import dev.fairlead.launcher.config.Reading;
import dev.fairlead.launcher.process.FairleadProcess;
import dev.fairlead.launcher.process.MeshSettings;
import dev.fairlead.launcher.process.ProcessSettings;
import dev.fairlead.launcher.process.StartFailure;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.operators.memcached.MemcachedReconciler;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Reconciler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A process with all roles, asked over HTTP. */
final class Mesh implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FairleadProcess process;
  private final HttpClient http = HttpClient.newHttpClient();

  private Mesh(FairleadProcess process) {
    this.process = process;
  }

  /** Starts one with the Memcached operator, and does not wait for anything to be synced. */
  static Mesh start(Path kubeconfig) throws StartFailure, InterruptedException {
    return start(kubeconfig, new MemcachedReconciler());
  }

  static Mesh start(Path kubeconfig, Reconciler<?>... reconcilers)
      throws StartFailure, InterruptedException {
    return start(settings(open(kubeconfig), false), reconcilers);
  }

  /** Starts one whose gateway asks callers who they are, and waits until it is ready. */
  static Mesh guarded(Path kubeconfig) throws StartFailure, InterruptedException {
    Mesh mesh =
        start(
            settings(Configuration.DEFAULTS.onCluster(kubeconfig).withGatewayPort(0), false),
            new MemcachedReconciler());
    mesh.awaitReady();
    return mesh;
  }

  /**
   * Starts one as {@code run all} does: its watcher owns controllers by Leases.
   *
   * @param variables those of its environment that say more
   */
  static Mesh leased(
      Path kubeconfig, Map<String, String> variables, List<Reconciler<?>> reconcilers)
      throws StartFailure, InterruptedException {
    Reading reading = ConfigurationReader.read(Optional.empty(), variables, List.of());
    if (!(reading instanceof Reading.Accepted accepted)) {
      throw new IllegalArgumentException(reading.toString());
    }
    Configuration configuration = accepted.configuration().onCluster(kubeconfig).withGatewayPort(0);
    EnumSet<Role> all = EnumSet.allOf(Role.class);
    return start(
        new ProcessSettings(
            "test",
            configuration,
            OptionalInt.of(0),
            false,
            false,
            all,
            MeshSettings.of(configuration, all)),
        reconcilers.toArray(Reconciler<?>[]::new));
  }

  /** Starts one as {@code up} does: it installs the CRD and the samples first. */
  static Mesh startWithSamples(Path kubeconfig) throws StartFailure, InterruptedException {
    return start(settings(open(kubeconfig), true), new MemcachedReconciler());
  }

  /** The same in a Pod, as far as it can know. */
  static Mesh inPod(Path kubeconfig, Map<String, String> pod)
      throws StartFailure, InterruptedException {
    return start(settings(open(kubeconfig), true).with(pod), new MemcachedReconciler());
  }

  /**
   * Starts one with the Memcached operator that sends its traces.
   *
   * @param environment the variables that say where to
   * @param link where people look at a trace
   */
  static Mesh traced(Path kubeconfig, Map<String, String> environment, String link)
      throws StartFailure, InterruptedException {
    return start(
        settings(open(kubeconfig).withTraceUrl(link), false).with(environment),
        new MemcachedReconciler());
  }

  /** With a gateway that asks nobody for a token. */
  private static Configuration open(Path kubeconfig) {
    return Configuration.DEFAULTS.onCluster(kubeconfig).withGatewayPort(0).withAnonymousGateway();
  }

  private static ProcessSettings settings(Configuration configuration, boolean install) {
    return new ProcessSettings(
        "test",
        configuration,
        OptionalInt.of(0),
        install,
        install,
        EnumSet.allOf(Role.class),
        MeshSettings.ALONE);
  }

  private static Mesh start(ProcessSettings settings, Reconciler<?>... reconcilers)
      throws StartFailure, InterruptedException {
    List<ControllerDefinition<?>> definitions = new ArrayList<>();
    Stream.of(reconcilers).forEach(it -> definitions.add(ControllerDefinition.of(it)));
    return new Mesh(FairleadProcess.start(settings, definitions));
  }

  /** Starts one and waits until it is ready. */
  static Mesh ready(Path kubeconfig) throws StartFailure, InterruptedException {
    Mesh mesh = start(kubeconfig);
    mesh.awaitReady();
    return mesh;
  }

  /** Follows a configuration from now on. */
  void follow(LiveConfiguration configuration) {
    configuration.tell(process);
  }

  void awaitReady() {
    Cluster.eventually().until(() -> process.waitingFor().isEmpty());
  }

  /** What it waits for; empty once it is ready. */
  String waitingFor() {
    return process.waitingFor();
  }

  /** Where its gateway is. */
  String gateway() {
    return process.gateway().orElseThrow().toString();
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(process.gateway().orElseThrow(), method, path, headers);
  }

  /** Where Prometheus and the kubelet ask. */
  URI managementAddress() {
    return process.management().orElseThrow();
  }

  /** Asks as Prometheus and the kubelet do. */
  HttpResponse<String> management(String path, String... headers) {
    return send(managementAddress(), "GET", path, headers);
  }

  private HttpResponse<String> send(URI server, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new IllegalStateException(server + " does not answer " + path, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  JsonNode get(String path) {
    try {
      return JSON.readTree(send("GET", path).body());
    } catch (IOException notJson) {
      throw new IllegalStateException("the gateway's answer to " + path + " is no JSON", notJson);
    }
  }

  /** One object of the Memcached controller. */
  JsonNode object(Cluster cluster, String name) {
    return get(path(cluster, name));
  }

  /** Why one object of the Memcached controller is as it is. */
  JsonNode explain(Cluster cluster, String name) {
    return get(path(cluster, name) + "/explain");
  }

  JsonNode history(Cluster cluster, String name) {
    return get(path(cluster, name) + "/history");
  }

  static String path(Cluster cluster, String name) {
    return "/api/v1/controllers/memcached/objects/" + cluster.namespace() + "/" + name;
  }

  /** Waits until no key is due, delayed, running or held. */
  void awaitQuiet() {
    Cluster.eventually()
        .alias("the mesh is quiet")
        .until(() -> {
          JsonNode controller = get("/api/v1/controllers/memcached");
          return controller.path("objects").isInt()
              && Stream.of("due", "delayed", "running", "held")
                  .allMatch(phase -> controller.path(phase).asInt(-1) == 0);
        });
  }

  @Override
  public void close() {
    process.close();
  }
}
