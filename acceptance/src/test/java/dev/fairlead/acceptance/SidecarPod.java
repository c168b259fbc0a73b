package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.acceptance.pods.Envoy;
import dev.fairlead.acceptance.pods.Pod;
import dev.fairlead.acceptance.pods.Pods;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.operators.memcached.MemcachedOperator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Pod of a mesh: a process of Fairlead, and the sidecar through which it speaks. */
final class SidecarPod {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SERVICE = "fairlead-mesh";

  /** Where a machine does much else, a JVM takes its time to load its classes. */
  private static final Duration START_MAX = Duration.ofMinutes(3);

  private final Pod pod;
  private final Envoy envoy;
  private final List<String> roles;
  private final HttpClient http = HttpClient.newHttpClient();
  private Map<String, String> environment = Map.of();
  private int starts;
  private @Nullable Process process;

  /** A Pod whose process has these roles, and does not run yet. */
  SidecarPod(Pod pod, Envoy envoy, List<String> roles) {
    this.pod = pod;
    this.envoy = envoy;
    this.roles = List.copyOf(roles);
  }

  Pod pod() {
    return pod;
  }

  Envoy envoy() {
    return envoy;
  }

  /** The process has these variables when it is started next. */
  void environment(Map<String, String> variables) {
    environment = Map.copyOf(variables);
  }

  void startEnvoy() throws IOException {
    envoy.start();
    eventually().alias(pod.name() + " has a sidecar").until(envoy::ready);
  }

  /**
   * Starts the process, beside whatever sidecar there is, as a member of the mesh of these Pods.
   *
   * @param namespace of its objects and its Leases
   */
  void start(Pods pods, ControlPlane plane, String namespace) throws IOException {
    starts++;
    Path hosts = pods.headlessService(SERVICE);
    List<String> command =
        new ArrayList<>(Processes.java(MemcachedOperator.class, "-Djdk.net.hosts.file=" + hosts));
    command.addAll(roles);
    command.addAll(
        List.of(
            "--service-dns=" + SERVICE,
            "--kubeconfig=" + pods.kubeconfig(plane.kubeconfig(), plane.server()),
            "--namespace=" + namespace,
            "--lease-namespace=" + namespace,
            "--lease-duration=8"));
    process = pod.start(command, environment, pod.log("process-" + starts));
  }

  /** All that the process has said since it was started last. */
  String said() {
    return pod.said("process-" + starts);
  }

  /** What the kubelet is told, or a reason why it is told nothing. */
  JsonNode readiness() {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://%s:8081/readyz".formatted(pod.address())))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return JSON.readTree(answer.body());
    } catch (IOException notYet) {
      return JSON.createObjectNode().put("ready", false).put("why", notYet.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What its readiness says of the mesh. */
  String mesh() {
    for (JsonNode check : readiness().path("checks")) {
      if (check.path("name").asText().equals("mesh")) {
        return check.path("message").asText();
      }
    }
    return "";
  }

  /** Waits until it runs, has met nobody, and therefore is not ready. */
  void awaitAlone() {
    eventually()
        .alias(pod.name() + " is alone")
        .atMost(START_MAX)
        .until(() -> mesh().startsWith("alone, though others are named"));
    assertThat(readiness().path("ready").asBoolean()).isFalse();
  }

  /** Waits until it is ready, and linked with so many others. */
  void awaitJoined(int others) {
    eventually()
        .alias(pod.name() + " has joined " + others)
        .atMost(START_MAX)
        .until(() -> readiness().path("ready").asBoolean() && mesh().equals("joined " + others));
  }

  /** Kills the process; the sidecar stays. */
  void kill() throws InterruptedException {
    Process it = Objects.requireNonNull(process);
    it.destroyForcibly();
    assertThat(it.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Ends the process in good order. */
  void stop() throws InterruptedException {
    send(Signal.TERM);
    awaitEnd();
  }

  void send(Signal signal) {
    signal.send(Objects.requireNonNull(process));
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Waits until the process has ended in good order. */
  void awaitEnd() throws InterruptedException {
    Process it = Objects.requireNonNull(process);
    assertThat(it.waitFor(40, TimeUnit.SECONDS)).as(pod.name() + " ends").isTrue();
    assertThat(it.exitValue()).as(said()).isZero();
  }
}
