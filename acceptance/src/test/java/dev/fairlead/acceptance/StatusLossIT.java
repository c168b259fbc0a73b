package dev.fairlead.acceptance;

import static dev.fairlead.acceptance.Cluster.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.acceptance.Fleet.Member;
import dev.fairlead.controlplane.Audit;
import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two status replicas each is killed in its turn, and history and explain stay whole. */
@RealControlPlane(audit = Audit.METADATA, exclusive = true)
class StatusLossIT {

  private static final int LEASE_SECONDS = 15;

  @TempDir private Path directory;

  @Test
  void explainAndHistorySurviveTheLossOfAStatusReplica(ControlPlane plane) throws Exception {
    try (Cluster cluster = new Cluster(plane.kubeconfig());
        Fleet fleet = fleet(plane, cluster)) {
      Manifests.applyForARunOutside(cluster.client());
      cluster.installCrd();
      somebodyElseHoldsTheLease(cluster);
      fleet.names().forEach(name -> start(fleet, name));
      // A watcher that a foreign Lease keeps from its work is not ready.
      List.of("two", "three", "four").forEach(fleet::awaitReady);
      URI gateway = fleet.ready("four");
      cluster.create("cache", 1);
      String object = Mesh.path(cluster, "cache");

      eventually()
          .untilAsserted(() -> {
            JsonNode why = fleet.processes().get(gateway, object + "/explain");
            assertThat(why.path("cause").asText()).isEqualTo("WaitingForOwner");
            assertThat(why.path("summary").asText())
                .startsWith("No watcher owns partition memcached.1.0: Lease ")
                .contains("was not written by Fairlead");
          });
      fleet.lease().delete();
      fleet.awaitReady("one");

      cluster.awaitDeployment("cache", 1);
      cluster.makeReady("cache", 1);
      cluster.awaitCondition("cache", "Available", "True");
      cluster.scale("cache", 2);
      cluster.awaitDeployment("cache", 2);
      cluster.makeReady("cache", 2);
      assertCause(fleet, gateway, object, "AsDesired");
      List<String> whole = attempts(fleet, gateway, object);
      assertThat(whole).hasSizeGreaterThanOrEqualTo(2);

      fleet.processes().kill("two");
      assertThat(attempts(fleet, gateway, object)).containsAll(whole);
      assertCause(fleet, gateway, object, "AsDesired");

      start(fleet, "two");
      fleet.awaitReady("two");
      eventually().until(() -> fleet.processes().said("two").contains("histories go back to"));
      fleet.processes().kill("three");

      eventually()
          .untilAsserted(() -> assertThat(attempts(fleet, gateway, object)).containsAll(whole));
      cluster.scale("cache", 3);
      cluster.awaitDeployment("cache", 3);
      eventually()
          .untilAsserted(
              () -> assertThat(attempts(fleet, gateway, object)).hasSizeGreaterThan(whole.size()));
      assertCause(fleet, gateway, object, "ChildNotReady");
    }
  }

  private Fleet fleet(ControlPlane plane, Cluster cluster) throws Exception {
    return new Fleet(
        plane,
        cluster,
        directory,
        Network.LOOPBACK,
        List.of(
            new Member("one", List.of(Fleet.WATCHER, Fleet.RECONCILER)),
            new Member("two", List.of(Fleet.STATUS)),
            new Member("three", List.of(Fleet.STATUS)),
            new Member("four", List.of(Fleet.GATEWAY))),
        LEASE_SECONDS);
  }

  private static void start(Fleet fleet, String name) {
    try {
      fleet.start(name);
    } catch (IOException unable) {
      throw new AssertionError(unable);
    }
  }

  /** Of the same name, and none of Fairlead's. */
  private static void somebodyElseHoldsTheLease(Cluster cluster) {
    cluster
        .client()
        .resource(
            new LeaseBuilder()
                .withNewMetadata()
                .withName("memcached.1.0")
                .withNamespace("fairlead-system")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("somebody-else")
                .endSpec()
                .build())
        .create();
  }

  private static void assertCause(Fleet fleet, URI gateway, String object, String cause) {
    eventually()
        .untilAsserted(() ->
            assertThat(fleet.processes().get(gateway, object + "/explain").path("cause").asText())
                .isEqualTo(cause));
  }

  /** What attempts were, and what came of them. */
  private static List<String> attempts(Fleet fleet, URI gateway, String object) {
    JsonNode items = fleet.processes().get(gateway, object + "/history").path("items");
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
        .map(items::get)
        .map(item ->
            item.path("epoch").asText()
                + "/"
                + item.path("attempt").asText()
                + " "
                + item.path("outcome").asText())
        .toList();
  }
}
