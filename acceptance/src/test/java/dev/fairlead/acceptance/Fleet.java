package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.acceptance.evidence.Checker;
import dev.fairlead.acceptance.evidence.Converged;
import dev.fairlead.acceptance.evidence.Evidence;
import dev.fairlead.acceptance.evidence.EvidenceReader;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.operators.memcached.Memcached;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A mesh of processes that runs the Memcached operator, and what can be known of it. */
final class Fleet implements AutoCloseable {

  static final String WATCHER = "watcher";
  static final String RECONCILER = "reconciler";
  static final String STATUS = "status";
  static final String GATEWAY = "gateway";

  private static final String SYSTEM = "fairlead-system";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One process. */
  record Member(String name, List<String> roles) {}

  private final ControlPlane plane;
  private final Cluster cluster;
  private final List<Member> members;
  private final Processes processes;
  private final Map<String, URI> ready = new ConcurrentHashMap<>();
  private int objects;

  /**
   * Nobody yet.
   *
   * @param members in the order of their start
   */
  Fleet(
      ControlPlane plane,
      Cluster cluster,
      Path directory,
      Network network,
      List<Member> members,
      int leaseSeconds)
      throws IOException {
    this.plane = plane;
    this.cluster = cluster;
    this.members = List.copyOf(members);
    this.processes =
        new Processes(
            directory,
            network,
            names(),
            List.of("--namespace=" + cluster.namespace(), "--lease-duration=" + leaseSeconds));
  }

  Processes processes() {
    return processes;
  }

  /** All names, in the order of their start. */
  List<String> names() {
    return members.stream().map(Member::name).toList();
  }

  /** Those with a role. */
  List<String> with(String role) {
    return names().stream().filter(name -> has(name, role)).toList();
  }

  boolean has(String name, String role) {
    return roles(name).contains(role);
  }

  List<String> roles(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow()
        .roles();
  }

  /** Starts one with the rights of its roles and no others; it need not be ready. */
  void start(String name) throws IOException {
    ready.remove(name);
    processes.start(name, plane.kubeconfigFor(SYSTEM, account(name)), roles(name));
  }

  void startAll() throws IOException {
    for (String name : names()) {
      start(name);
    }
    awaitAll();
  }

  /** Waits until everybody is ready and knows everybody, and somebody owns the controller. */
  void awaitAll() {
    names().forEach(this::awaitReady);
    for (String name : with(GATEWAY)) {
      eventually()
          .alias(name + " knows everybody")
          .until(() ->
              processes.get(ready(name), "/api/v1/mesh").path("processes").size()
                  == members.size());
    }
    eventually().alias("somebody owns the controller").until(() -> !holder().isEmpty());
  }

  /** Waits until one is ready; a watcher, until its caches are warm. */
  void awaitReady(String name) {
    ready.computeIfAbsent(name, processes::awaitReady);
    if (has(name, WATCHER)) {
      eventually()
          .alias(name + " watches")
          .until(() -> processes.said(name).contains("taking up controller memcached"));
    }
  }

  /** Where a gateway is that was waited for. */
  URI ready(String name) {
    return Objects.requireNonNull(ready.get(name));
  }

  /** The process that owns the controller, by its own word. */
  String owner() {
    String[] owner = {""};
    eventually()
        .alias("somebody says that it owns epoch " + epoch())
        .until(() -> {
          String words = "memcached.1.0 is owned here, at epoch " + epoch();
          owner[0] =
              with(WATCHER).stream()
                  .filter(processes::isAlive)
                  .filter(name -> processes.said(name).contains(words + System.lineSeparator()))
                  .findFirst()
                  .orElse("");
          return !owner[0].isEmpty();
        });
    return owner[0];
  }

  /** Who holds the Lease; empty if nobody does. */
  String holder() {
    Lease held = lease().get();
    return held == null ? "" : Objects.requireNonNullElse(held.getSpec().getHolderIdentity(), "");
  }

  long epoch() {
    Lease held = lease().get();
    return held == null ? 0 : held.getSpec().getLeaseTransitions();
  }

  Resource<Lease> lease() {
    return cluster.client().leases().inNamespace(SYSTEM).withName("memcached.1.0");
  }

  /** Somebody makes an object, and gets what it asks for. */
  String createObject() {
    String name = "story-" + ++objects;
    eventually().until(() -> cluster.create(name, 1) != null);
    cluster.awaitDeployment(name, 1);
    return name;
  }

  /** Waits until every Memcached has what it asks for, and says so. */
  void awaitConverged() {
    eventually().untilAsserted(() -> assertThat(unconverged()).isEmpty());
  }

  private List<String> unconverged() {
    Map<String, JsonNode> children = new HashMap<>();
    cluster
        .deployments()
        .forEach(child -> children.put(child.getMetadata().getName(), json(child)));
    List<JsonNode> primaries = new ArrayList<>();
    cluster
        .client()
        .resources(Memcached.class)
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .forEach(primary -> primaries.add(json(primary)));
    return Converged.violations(primaries, children);
  }

  private static JsonNode json(HasMetadata object) {
    return JSON.valueToTree(object);
  }

  /** What workers and the API server have written down so far. */
  Evidence evidence() {
    Set<String> accounts =
        names().stream()
            .map(name -> "system:serviceaccount:" + SYSTEM + ":" + account(name))
            .collect(Collectors.toSet());
    return EvidenceReader.read(
        processes.journals(),
        plane.auditLog().orElseThrow(),
        cluster.namespace(),
        SYSTEM,
        accounts);
  }

  /** Proves from that what has to hold. */
  Evidence prove() {
    Evidence evidence = evidence();
    assertThat(Checker.violations(evidence)).isEmpty();
    return evidence;
  }

  private String account(String name) {
    List<String> roles = roles(name);
    boolean own = roles.size() == 1 && !roles.getFirst().equals(GATEWAY);
    return own ? "fairlead-" + roles.getFirst() : "fairlead";
  }

  @Override
  public void close() {
    processes.close();
  }
}
