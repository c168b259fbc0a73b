package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.acceptance.Fleet.Member;
import dev.fairlead.controlplane.Audit;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import java.nio.file.Path;
import java.util.List;
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
 * An owner and a worker that do not reach each other, one way or both, while each reaches all
 * others and the API server.
 */
@RealControlPlane(exclusive = true, audit = Audit.REQUEST_RESPONSE)
@TestInstance(Lifecycle.PER_CLASS)
class CutsIT {

  private static final List<Member> MEMBERS =
      List.of(
          new Member("one", List.of(Fleet.WATCHER, Fleet.STATUS)),
          new Member("two", List.of(Fleet.WATCHER, Fleet.STATUS)),
          new Member("three", List.of(Fleet.RECONCILER)),
          new Member("four", List.of(Fleet.RECONCILER)));

  private static final String WORKER = "three";

  private final ControlPlane plane;
  private Cluster cluster;
  private Namespaces network;
  private Fleet fleet;
  private Load load;

  CutsIT(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  void startAll(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws Exception {
    String obstacle = Namespaces.obstacle();
    if (!obstacle.isEmpty()) {
      System.err.println("NOT TESTED: what becomes of a mesh whose network is cut: " + obstacle);
    }
    assumeTrue(obstacle.isEmpty(), obstacle);
    cluster = new Cluster(plane.kubeconfig());
    Manifests.applyForARunOutside(cluster.client());
    cluster.installCrd();
    network =
        new Namespaces(MEMBERS.stream().map(Member::name).toList(), plane.server(), directory);
    fleet = new Fleet(plane, cluster, directory, network, MEMBERS, 8);
    fleet.startAll();
  }

  @BeforeEach
  void begin() {
    load = new Load(cluster, 30, 100);
    fleet.createObject();
  }

  @AfterEach
  void prove() {
    network.heal();
    load.close();
    fleet.awaitConverged();
    fleet.prove();
  }

  @AfterAll
  void stopAll() {
    if (fleet != null) {
      System.out.println("CutsIT: " + fleet.evidence().summary());
      fleet.close();
      network.close();
      cluster.close();
    }
  }

  @Test
  void theOwnerDoesNotReachAWorker() {
    String owner = fleet.owner();
    cut(() -> network.cut(owner, WORKER));
  }

  @Test
  void aWorkerDoesNotReachTheOwner() {
    String owner = fleet.owner();
    cut(() -> network.cut(WORKER, owner));
  }

  @Test
  void neitherReachesTheOther() {
    String owner = fleet.owner();
    cut(() -> {
      network.cut(owner, WORKER);
      network.cut(WORKER, owner);
    });
  }

  /** Cuts them, sees that the other worker does it all, and that the one comes back. */
  private void cut(Runnable cut) {
    int lost = lost();
    int joined = joined();
    cut.run();
    eventually().alias(WORKER + " misses the owner").until(() -> lost() > lost);
    fleet.createObject();
    network.heal();
    eventually().alias(WORKER + " finds the owner").until(() -> joined() > joined);
    fleet.createObject();
    assertThat(fleet.processes().isAlive(WORKER)).isTrue();
  }

  private int lost() {
    return count("Lost ");
  }

  private int joined() {
    return count("Joined ");
  }

  private int count(String word) {
    return fleet.processes().said(WORKER).split(word, -1).length - 1;
  }
}
