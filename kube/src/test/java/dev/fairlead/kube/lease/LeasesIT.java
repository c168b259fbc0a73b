package dev.fairlead.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fairlead.controlplane.ControlPlane;
import dev.fairlead.controlplane.junit.RealControlPlane;
import dev.fairlead.kube.Cluster;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealControlPlane
class LeasesIT {

  private static final Partition PARTITION = Partition.whole("memcached");
  private static final Incarnation ONE = new Incarnation("one-0a1b2c3d4e");
  private static final Incarnation TWO = new Incarnation("two-0a1b2c3d4e");

  private Cluster.Connected cluster;
  private String namespace;
  private Leases leases;

  @BeforeEach
  void connect(ControlPlane plane) throws Exception {
    cluster = Cluster.connect(plane);
    namespace = Cluster.namespace(cluster.connection());
    leases = leases(namespace, "fairlead");
  }

  @AfterEach
  void disconnect() {
    cluster.close();
  }

  private Leases leases(String in, String mesh) {
    return new Leases(cluster.connection().writer(), in, mesh, InstantSource.system());
  }

  private static LeaseRecord held(Incarnation by, long epoch) {
    return new LeaseRecord.Held(by, epoch, Set.of(TWO), 15_000, false);
  }

  private static LeaseAnswer.Stored stored(LeaseAnswer answer) {
    return assertThat(answer).asInstanceOf(type(LeaseAnswer.Stored.class)).actual();
  }

  private static Lease found(LeaseAnswer answer) {
    return assertThat(answer).asInstanceOf(type(LeaseAnswer.Found.class)).actual().lease();
  }

  @Test
  void aLeaseIsCreatedOnceAndChangedInTheStateThatIsKnown() throws Exception {
    assertThat(found(leases.read(PARTITION, 2))).isEqualTo(new Lease.Absent());
    LeaseAnswer.Stored created = stored(leases.create(PARTITION, 2, held(ONE, 1)));
    assertThat(leases.create(PARTITION, 2, held(TWO, 1))).isEqualTo(new LeaseAnswer.Conflicted());
    assertThat(found(leases.read(PARTITION, 2)))
        .isEqualTo(new Lease.Kept(created.uid(), created.version(), held(ONE, 1)));

    LeaseAnswer.Stored taken =
        stored(leases.update(PARTITION, 2, created.uid(), created.version(), held(TWO, 2), true));

    assertThat(leases.update(PARTITION, 2, created.uid(), created.version(), held(ONE, 3), true))
        .isEqualTo(new LeaseAnswer.Conflicted());
    assertThat(leases.update(PARTITION, 2, "another", taken.version(), held(ONE, 3), true))
        .isEqualTo(new LeaseAnswer.Conflicted());
    LeaseRecord released = new LeaseRecord.Released(TWO, 2, Set.of(ONE), true, false);
    LeaseAnswer.Stored given =
        stored(leases.update(PARTITION, 2, taken.uid(), taken.version(), released, false));
    assertThat(found(leases.read(PARTITION, 2)))
        .isEqualTo(new Lease.Kept(given.uid(), given.version(), released));
  }

  @Test
  void anUpdateNeverCreates() throws Exception {
    LeaseAnswer.Stored created = stored(leases.create(PARTITION, 2, held(ONE, 1)));
    cluster
        .connection()
        .client()
        .leases()
        .inNamespace(namespace)
        .withName("memcached.1.0")
        .delete();

    assertThat(leases.update(PARTITION, 2, created.uid(), created.version(), held(ONE, 1), false))
        .isEqualTo(new LeaseAnswer.Missing());
    assertThat(found(leases.read(PARTITION, 2))).isEqualTo(new Lease.Absent());
  }

  @Test
  void theLeaseOfAnotherMeshIsForeign() throws Exception {
    stored(leases.create(PARTITION, 2, held(ONE, 1)));

    assertThat(found(leases(namespace, "blue").read(PARTITION, 2)))
        .isInstanceOf(Lease.Foreign.class);
  }

  @Test
  void aMissingNamespaceIsNamedWithTheRemedy() throws Exception {
    assertThat(leases("nowhere", "fairlead").create(PARTITION, 2, held(ONE, 1)))
        .asInstanceOf(type(LeaseAnswer.Failed.class))
        .satisfies(failed ->
            assertThat(failed.cause())
                .contains("nowhere/memcached.1.0", "kubectl create namespace nowhere"));
  }
}
