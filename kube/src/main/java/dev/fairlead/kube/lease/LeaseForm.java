package dev.fairlead.kube.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a {@link LeaseRecord} stands in a Lease. What kubectl shows is in the spec: holder, epoch as
 * {@code leaseTransitions}, duration and times (which are for people; no process compares them).
 * The rest, and holder and epoch once more, is in the annotation {@value #ANNOTATION}. Pure.
 */
final class LeaseForm {

  static final String ANNOTATION = "fairlead.dev/ownership";

  private static final int FORM = 1;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final String mesh;

  /** The form of one mesh; the Leases of another one are foreign. */
  LeaseForm(String mesh) {
    this.mesh = mesh;
  }

  /**
   * What a Lease of the record has, without its name and version.
   *
   * @param of how many partitions the layout has
   * @param acquired whether the record is the first one of its holder and epoch
   */
  ObjectNode write(Partition partition, int of, LeaseRecord record, boolean acquired, Instant now) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    ObjectNode metadata = lease.putObject("metadata");
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "fairlead")
        .put("fairlead.dev/mesh", mesh)
        .put("fairlead.dev/controller", partition.controller())
        .put("fairlead.dev/layout", Integer.toString(partition.layout()))
        .put("fairlead.dev/partition", Integer.toString(partition.number()))
        .put("fairlead.dev/partitions", Integer.toString(of));
    metadata.putObject("annotations").put(ANNOTATION, annotation(record, of).toString());
    ObjectNode spec = lease.putObject("spec");
    spec.put("leaseTransitions", record.epoch()).put("renewTime", MICRO_TIME.format(now));
    if (record instanceof LeaseRecord.Held held) {
      spec.put("holderIdentity", held.holder().id());
      spec.put("leaseDurationSeconds", Math.max(1, Math.ceilDiv(held.durationMillis(), 1_000)));
      if (acquired) {
        spec.put("acquireTime", MICRO_TIME.format(now));
      }
    } else {
      spec.putNull("holderIdentity").putNull("leaseDurationSeconds");
    }
    return lease;
  }

  private ObjectNode annotation(LeaseRecord record, int of) {
    ObjectNode note = JsonNodeFactory.instance.objectNode();
    note.put("form", FORM).put("mesh", mesh);
    switch (record) {
      case LeaseRecord.Held held ->
          note.put("state", "held")
              .put("holder", held.holder().id())
              .put("durationMillis", held.durationMillis())
              .put("young", held.young());
      case LeaseRecord.Released released ->
          note.put("state", "released")
              .put("by", released.by().id())
              .put("settled", released.settled())
              .put("young", released.young());
      case LeaseRecord.Closed closed -> note.put("state", "closed").put("by", closed.by().id());
    }
    note.put("epoch", record.epoch()).put("partitions", of);
    var roster = note.putArray("roster");
    new TreeSet<>(record.roster()).forEach(worker -> roster.add(worker.id()));
    return note;
  }

  /** What a Lease says of a partition of so many. */
  Lease read(ObservedObject object, int of) {
    Metadata metadata = object.metadata();
    JsonNode spec = spec(object);
    Map<String, String> annotations = metadata.annotations();
    String holder = spec.path("holderIdentity").asText("");
    if (!annotations.containsKey(ANNOTATION)) {
      return new Lease.Foreign(
          "Lease "
              + metadata.name()
              + " was not written by Fairlead"
              + (holder.isEmpty() ? "" : ", and " + holder + " holds it")
              + ": it is left alone; delete it if nobody needs it");
    }
    long transitions = spec.path("leaseTransitions").asLong();
    try {
      return read(object, of, JSON.readTree(annotations.get(ANNOTATION)), holder, transitions);
    } catch (JsonProcessingException edited) {
      return edited(metadata, transitions);
    }
  }

  private Lease read(
      ObservedObject object, int of, JsonNode note, String holder, long transitions) {
    Metadata metadata = object.metadata();
    if (note.path("form").asInt() > FORM) {
      return new Lease.Foreign(
          "Lease " + metadata.name() + " was written by a newer version of Fairlead: run that one");
    }
    String other = note.path("mesh").asText();
    if (!other.isEmpty() && !other.equals(mesh)) {
      return new Lease.Foreign(
          "Lease "
              + metadata.name()
              + " belongs to the mesh "
              + other
              + ", and this is "
              + mesh
              + ": a controller can run in one mesh only; stop it there and delete the Lease, or, if"
              + " it is another controller of that name, give this mesh a kubernetes.leaseNamespace"
              + " of its own");
    }
    int others = note.path("partitions").asInt(of);
    if (others != of) {
      return new Lease.Foreign(
          "Lease "
              + metadata.name()
              + " is of a layout of "
              + others
              + " partitions, and that layout has "
              + of
              + " here: its keys would have two owners; stop the watchers, and delete the Leases of"
              + " the controller and its book");
    }
    long epoch = note.path("epoch").asLong(-1);
    String said = note.path("state").asText().equals("held") ? note.path("holder").asText() : "";
    return epoch == transitions && said.equals(holder)
        ? record(note, epoch)
            .<Lease>map(
                record -> new Lease.Kept(metadata.uid(), metadata.resourceVersion(), record))
            .orElseGet(() -> edited(metadata, transitions))
        : edited(metadata, Math.max(epoch, transitions));
  }

  private static Optional<LeaseRecord> record(JsonNode note, long epoch) {
    Set<Incarnation> roster = new TreeSet<>();
    note.path("roster").forEach(worker -> roster.add(new Incarnation(worker.asText())));
    Incarnation by = new Incarnation(note.path("by").asText());
    return Optional.ofNullable(
        switch (note.path("state").asText()) {
          case "held" ->
              new LeaseRecord.Held(
                  new Incarnation(note.path("holder").asText()),
                  epoch,
                  roster,
                  note.path("durationMillis").asLong(),
                  note.path("young").asBoolean(true));
          case "released" ->
              new LeaseRecord.Released(
                  by,
                  epoch,
                  roster,
                  note.path("settled").asBoolean(false),
                  note.path("young").asBoolean(true));
          case "closed" -> new LeaseRecord.Closed(by, epoch);
          default -> null;
        });
  }

  private static Lease edited(Metadata metadata, long epoch) {
    return new Lease.Edited(metadata.uid(), metadata.resourceVersion(), Math.max(0, epoch));
  }

  private static JsonNode spec(ObservedObject object) {
    try {
      return JSON.readTree(object.frame().json()).path("spec");
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the frame of an observed object is no JSON", unreadable);
    }
  }
}
