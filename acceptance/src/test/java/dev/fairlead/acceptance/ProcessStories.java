package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.acceptance.evidence.Evidence;
import dev.fairlead.controlplane.Audit;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What befalls the processes of a mesh while people work with it. After each story every object has
 * what it asks for, and what workers and the API server have written down is proved to be in order.
 */
@RealControlPlane(exclusive = true, audit = Audit.REQUEST_RESPONSE)
@TestInstance(Lifecycle.PER_CLASS)
abstract class ProcessStories {

  private static final int LEASE_SECONDS = 8;
  private static final int TRIES_MAX = 60;

  /** A write that has not come to the API server by then is between gate and socket. */
  private static final Duration ON_THE_WIRE = Duration.ofMillis(500);

  private final ControlPlane plane;
  private final List<Fleet.Member> members;
  private final Duration pause;

  private Cluster cluster;
  private Fleet fleet;
  private Processes processes;
  private Load load;
  private Queries queries;

  /**
   * Stories of a mesh.
   *
   * @param members every role is there twice at least
   * @param pause how long an owner stands still at least
   */
  ProcessStories(ControlPlane plane, List<Fleet.Member> members, Duration pause) {
    this.plane = plane;
    this.members = members;
    this.pause = pause;
  }

  @BeforeAll
  void startAll(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    cluster = new Cluster(plane.kubeconfig());
    Manifests.applyForARunOutside(cluster.client());
    cluster.installCrd();
    fleet = new Fleet(plane, cluster, directory, Network.LOOPBACK, members, LEASE_SECONDS);
    processes = fleet.processes();
    fleet.startAll();
    queries =
        new Queries(
            processes,
            List.of(
                "/api/v1/mesh",
                "/api/v1/controllers/memcached",
                "/api/v1/controllers/memcached/objects?limit=20"));
  }

  @BeforeEach
  void begin() {
    fleet.awaitAll();
    load = new Load(cluster, 30, 100);
    fleet.createObject();
  }

  @AfterEach
  void prove() {
    fleet.awaitAll();
    load.close();
    fleet.awaitConverged();
    fleet.prove();
  }

  @AfterAll
  void stopAll() throws Exception {
    try (Fleet all = fleet) {
      queries.close();
      for (String name : all.names().reversed()) {
        all.processes().stop(name);
      }
      assertThat(all.holder()).isEmpty();
      Evidence evidence = all.prove();
      System.out.printf(
          "%s: %s; %d questions answered; no violation%n",
          getClass().getSimpleName(), evidence.summary(), queries.answered());
    } finally {
      cluster.close();
    }
  }

  @Test
  void ownersAreKilledAndTerminated() throws Exception {
    end(fleet.owner(), processes::kill);
    end(fleet.owner(), processes::stop);
  }

  @Test
  void workersAreKilledAndTerminated() throws Exception {
    end(fleet.with(Fleet.RECONCILER).getFirst(), processes::kill);
    end(fleet.with(Fleet.RECONCILER).getLast(), processes::stop);
  }

  @Test
  void statusServicesAndGatewaysAreKilledAndTerminated() throws Exception {
    for (String role : List.of(Fleet.STATUS, Fleet.GATEWAY)) {
      List<String> alone =
          fleet.with(role).stream().filter(name -> fleet.roles(name).size() == 1).toList();
      if (!alone.isEmpty()) {
        end(alone.getFirst(), processes::kill);
        end(alone.getLast(), processes::stop);
      }
    }
  }

  @Test
  void anOwnerStandsStillForLongerThanItsLease() {
    String owner = fleet.owner();
    String holder = fleet.holder();
    long start = System.nanoTime();
    processes.send(Signal.STOP, owner);
    try {
      awaitHolder(other -> !other.equals(holder));
      fleet.createObject();
      eventually().until(() -> System.nanoTime() - start > pause.toNanos());
    } finally {
      processes.send(Signal.CONT, owner);
    }
    eventually()
        .alias(owner + " notices")
        .until(() -> processes.said(owner).contains("is not owned here any more"));
    fleet.createObject();
  }

  @Test
  void aWorkerStandsStillBetweenGateAndSocket() throws Exception {
    Strike strike = new Strike(processes, fleet.with(Fleet.RECONCILER));
    load.close();
    fleet.awaitConverged();
    String name = fleet.createObject();
    int replicas = 1;
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      int wanted = ++replicas;
      Optional<Strike.Struck> struck = strike.at(() -> cluster.scale(name, wanted));
      assertThat(struck).isPresent();
      String worker = struck.get().worker();
      try {
        if (isStill(name, wanted, struck.get().traceparent())) {
          cluster.awaitDeployment(name, wanted);
          System.out.println("paused between gate and socket at try " + tries);
          return;
        }
      } finally {
        processes.send(Signal.CONT, worker);
      }
      cluster.awaitDeployment(name, wanted);
    }
    throw new AssertionError(
        "in " + TRIES_MAX + " tries no pause came between a gate pass and its write");
  }

  @Test
  void theLeaseIsDeleted() {
    String uid = fleet.lease().get().getMetadata().getUid();
    fleet.lease().delete();
    eventually().until(() -> !uid.equals(fleet.lease().get().getMetadata().getUid()));
    awaitHolder(holder -> !holder.isEmpty());
    fleet.createObject();
  }

  @Test
  void theApiServerStopsAndStarts() {
    plane.stopApiServer();
    plane.startApiServer();
    fleet.createObject();
  }

  @Test
  void theApiServerAndEtcdAreKilledAndStart() {
    plane.killApiServer();
    plane.killEtcd();
    plane.startEtcd();
    plane.startApiServer();
    fleet.createObject();
  }

  @Test
  void everythingIsRestartedOneAfterTheOther() throws Exception {
    fleet.with(Fleet.GATEWAY).forEach(gateway -> queries.ask(gateway, fleet.ready(gateway)));
    for (String name : fleet.names()) {
      queries.leaveAlone(name);
      processes.stop(name);
      fleet.start(name);
      fleet.awaitAll();
      if (fleet.has(name, Fleet.GATEWAY)) {
        queries.ask(name, fleet.ready(name));
      }
    }
    fleet.with(Fleet.GATEWAY).forEach(queries::leaveAlone);

    assertThat(queries.failures()).isEmpty();
    assertThat(queries.answered()).isPositive();
  }

  private interface Ending {

    void of(String name) throws Exception;
  }

  /** Ends one, sees that the others go on, and starts it again. */
  private void end(String name, Ending ending) throws Exception {
    ending.of(name);
    fleet.createObject();
    fleet.start(name);
    fleet.awaitAll();
  }

  private void awaitHolder(Predicate<String> wanted) {
    eventually().alias("another owner").until(() -> wanted.test(fleet.holder()));
  }

  /** Whether a write that was let out does not arrive. */
  private boolean isStill(String name, int replicas, String traceparent) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < ON_THE_WIRE.toNanos()) {
      if (cluster.deployment(name).orElseThrow().getSpec().getReplicas() == replicas) {
        return false;
      }
    }
    return fleet.evidence().writes().stream()
        .noneMatch(write -> write.auditId().equals(traceparent));
  }
}
