package dev.fairlead.kube.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.ownership.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the layouts of a controller stand in a Lease that nobody holds. Its labels show the layout
 * that is wanted to {@code kubectl get -L}; all that are not over are in the annotation {@value
 * #ANNOTATION}. Whether somebody has paused or resumed it is in {@value #PAUSED}. Pure.
 */
final class BookForm {

  static final String ANNOTATION = "fairlead.dev/layouts";
  static final String PAUSED = "fairlead.dev/paused";

  private static final int FORM = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String mesh;

  /** The form of one mesh. */
  BookForm(String mesh) {
    this.mesh = mesh;
  }

  /** What the Lease has, without its name and version. */
  ObjectNode write(String controller, List<Layout> layouts, Optional<Boolean> paused) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    ObjectNode metadata = lease.putObject("metadata");
    Layout wanted = layouts.getLast();
    metadata
        .putObject("labels")
        .put("app.kubernetes.io/managed-by", "fairlead")
        .put("fairlead.dev/mesh", mesh)
        .put("fairlead.dev/controller", controller)
        .put("fairlead.dev/layout", Integer.toString(wanted.number()))
        .put("fairlead.dev/partitions", Integer.toString(wanted.partitions()));
    ObjectNode note = JsonNodeFactory.instance.objectNode();
    note.put("form", FORM).put("mesh", mesh);
    var list = note.putArray("layouts");
    for (Layout layout : layouts) {
      list.addObject().put("layout", layout.number()).put("partitions", layout.partitions());
    }
    ObjectNode annotations = metadata.putObject("annotations").put(ANNOTATION, note.toString());
    paused.ifPresent(said -> annotations.put(PAUSED, said.toString()));
    lease.putObject("spec");
    return lease;
  }

  /** What a Lease says. */
  BookAnswer read(ObservedObject object) {
    Metadata metadata = object.metadata();
    JsonNode note;
    try {
      note = JSON.readTree(metadata.annotations().getOrDefault(ANNOTATION, "{}"));
    } catch (JsonProcessingException edited) {
      return unreadable(metadata);
    }
    String other = note.path("mesh").asText();
    if (!other.isEmpty() && !other.equals(mesh)) {
      return new BookAnswer.Failed(
          "Lease "
              + metadata.name()
              + " belongs to the mesh "
              + other
              + ", and this is "
              + mesh
              + ": a controller can run in one mesh only; stop it there and delete its Leases");
    }
    if (note.path("form").asInt() > FORM) {
      return new BookAnswer.Failed(
          "Lease " + metadata.name() + " was written by a newer version of Fairlead: run that one");
    }
    List<Layout> layouts = new ArrayList<>();
    for (JsonNode one : note.path("layouts")) {
      layouts.add(new Layout(one.path("layout").asInt(), one.path("partitions").asInt()));
    }
    return isSound(layouts)
        ? new BookAnswer.Found(
            metadata.uid(),
            metadata.resourceVersion(),
            layouts,
            Optional.ofNullable(metadata.annotations().get(PAUSED)).map("true"::equals))
        : unreadable(metadata);
  }

  private static boolean isSound(List<Layout> layouts) {
    int before = 0;
    for (Layout layout : layouts) {
      if (layout.number() <= before || layout.partitions() < 1) {
        return false;
      }
      before = layout.number();
    }
    return before > 0;
  }

  private static BookAnswer unreadable(Metadata metadata) {
    return new BookAnswer.Failed(
        "Lease "
            + metadata.name()
            + " does not tell how the controller is cut, in its annotation "
            + ANNOTATION
            + ": delete it, and the watchers that run write it again");
  }
}
