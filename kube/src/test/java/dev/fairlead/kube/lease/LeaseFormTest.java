package dev.fairlead.kube.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.stream.ObjectDecoder;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LeaseFormTest {

  private static final GroupVersionResource LEASES =
      new GroupVersionResource("coordination.k8s.io", "v1", "leases");
  private static final Partition PARTITION = new Partition("memcached", 2, 1);
  private static final Incarnation OWNER = new Incarnation("watcher-0a1b2c3d4e");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

  static final LeaseRecord HELD =
      new LeaseRecord.Held(
          OWNER, 7, Set.of(new Incarnation("worker-2"), new Incarnation("worker-1")), 15_000, true);
  static final LeaseRecord RELEASED =
      new LeaseRecord.Released(OWNER, 7, Set.of(new Incarnation("worker-1")), true, false);
  static final LeaseRecord CLOSED = new LeaseRecord.Closed(OWNER, 9);
  static final List<LeaseRecord> RECORDS = List.of(HELD, RELEASED, CLOSED);

  private final LeaseForm form = new LeaseForm("fairlead");

  private ObjectNode lease(LeaseRecord record) {
    return lease(form, record);
  }

  private static ObjectNode lease(LeaseForm form, LeaseRecord record) {
    ObjectNode lease = form.write(PARTITION, 2, record, true, NOW);
    lease
        .withObjectProperty("metadata")
        .put("name", PARTITION.toString())
        .put("namespace", "fairlead-system")
        .put("uid", "u-1")
        .put("resourceVersion", "42");
    return lease;
  }

  private Lease read(ObjectNode lease) {
    Frame frame = Frame.ofJson(lease.toString().getBytes(StandardCharsets.UTF_8));
    return form.read(ObjectDecoder.decode(LEASES, frame).orElseThrow(), 2);
  }

  private static String foreign(Lease lease) {
    return assertThat(lease).asInstanceOf(type(Lease.Foreign.class)).actual().why();
  }

  private static long edited(Lease lease) {
    return assertThat(lease).asInstanceOf(type(Lease.Edited.class)).actual().epoch();
  }

  @ParameterizedTest
  @FieldSource("RECORDS")
  void whatIsWrittenIsRead(LeaseRecord record) {
    assertThat(read(lease(record)))
        .asInstanceOf(type(Lease.Kept.class))
        .satisfies(kept -> {
          assertThat(kept.record()).isEqualTo(record);
          assertThat(kept.uid()).isEqualTo("u-1");
          assertThat(kept.version().value()).isEqualTo("42");
        });
  }

  @Test
  void kubectlShowsHolderEpochAndDuration() {
    ObjectNode lease = lease(HELD);

    assertThat(lease.at("/spec/holderIdentity").asText()).isEqualTo(OWNER.id());
    assertThat(lease.at("/spec/leaseTransitions").asLong()).isEqualTo(7);
    assertThat(lease.at("/spec/leaseDurationSeconds").asLong()).isEqualTo(15);
    assertThat(lease.at("/spec/renewTime").asText()).isEqualTo("2026-01-02T03:04:05.678901Z");
    assertThat(lease.at("/metadata/labels/fairlead.dev~1controller").asText())
        .isEqualTo("memcached");
    assertThat(lease.at("/metadata/annotations/fairlead.dev~1ownership").asText())
        .contains("\"roster\":[\"worker-1\",\"worker-2\"]");
  }

  @Test
  void aRenewalLeavesTheTimeOfTheAcquisition() {
    assertThat(form.write(PARTITION, 2, HELD, false, NOW).at("/spec/acquireTime").isMissingNode())
        .isTrue();
  }

  @Test
  void aLeaseOfSomebodyElseIsForeign() {
    ObjectNode lease = lease(HELD);
    lease.withObjectProperty("metadata").remove("annotations");

    assertThat(foreign(read(lease)))
        .contains("fairlead-system/memcached.2.1", "not written by Fairlead", OWNER.id());
  }

  @Test
  void aLeaseOfAnotherMeshIsForeign() {
    assertThat(foreign(read(lease(new LeaseForm("blue"), HELD))))
        .contains("the mesh blue", "one mesh only");
  }

  @Test
  void aLeaseOfAnotherCutIsForeign() {
    ObjectNode lease = lease(HELD);
    ObjectNode annotations = lease.withObjectProperty("metadata").withObjectProperty("annotations");
    String ours = annotations.path(LeaseForm.ANNOTATION).asText();
    annotations.put(LeaseForm.ANNOTATION, ours.replace("\"partitions\":2", "\"partitions\":4"));

    assertThat(foreign(read(lease))).contains("a layout of 4 partitions", "has 2 here");
  }

  @Test
  void aLeaseOfANewerVersionIsForeign() {
    assertThat(foreign(read(annotated("{\"form\":2}")))).contains("newer version");
  }

  @Test
  void aHolderThatAHandEmptiedIsEdited() {
    ObjectNode lease = lease(HELD);
    lease.withObjectProperty("spec").remove("holderIdentity");

    assertThat(edited(read(lease))).isEqualTo(7);
  }

  @Test
  void anEpochThatAHandChangedIsEditedAndTheHigherOneCounts() {
    ObjectNode lower = lease(HELD);
    lower.withObjectProperty("spec").put("leaseTransitions", 3);
    ObjectNode higher = lease(HELD);
    higher.withObjectProperty("spec").put("leaseTransitions", 30);

    assertThat(edited(read(lower))).isEqualTo(7);
    assertThat(edited(read(higher))).isEqualTo(30);
  }

  @Test
  void aBrokenAnnotationIsEdited() {
    assertThat(edited(read(annotated("{\"form\":")))).isEqualTo(7);
    assertThat(edited(read(annotated("[]")))).isEqualTo(7);
    assertThat(
            edited(
                read(
                    annotated(
                        "{\"form\":1,\"state\":\"lost\",\"epoch\":7,\"holder\":\""
                            + OWNER.id()
                            + "\"}"))))
        .isEqualTo(7);
  }

  private ObjectNode annotated(String annotation) {
    ObjectNode lease = lease(HELD);
    lease
        .withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put(LeaseForm.ANNOTATION, annotation);
    return lease;
  }
}
