package dev.fairlead.kube.lease;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Layout;
import java.util.List;
import java.util.Optional;

/**
 * The books of a mesh, in which the layouts of controllers stand, and whether they were paused: a
 * Lease without a holder for each controller that was ever cut or paused, {@code
 * CONTROLLER.layouts}. Calls block: use virtual threads. Thread-safe. Nothing is retried.
 */
public final class LayoutBooks {

  private final Writer writer;
  private final String namespace;
  private final BookForm form;

  /** The books in a namespace; every call has the timeout of the writer. */
  public LayoutBooks(Writer writer, String namespace, String mesh) {
    this.writer = writer;
    this.namespace = namespace;
    this.form = new BookForm(mesh);
  }

  /** Reads the book of a controller from the server itself. */
  public BookAnswer read(String controller) throws InterruptedException {
    return switch (writer.get(ref(controller))) {
      case ReadResult.Found(var object) -> form.read(object);
      case ReadResult.Absent() -> new BookAnswer.Absent();
      case ReadResult.Forbidden(_, _, String message) -> forbidden(message);
      case ReadResult.Unknown(String cause) -> failed(controller, "read", cause);
    };
  }

  /** Begins the book of a controller; {@link BookAnswer.Conflicted} if there is one. */
  public BookAnswer create(String controller, List<Layout> layouts, Optional<Boolean> paused)
      throws InterruptedException {
    ObjectNode lease = form.write(controller, layouts, paused);
    lease.withObjectProperty("metadata").put("name", name(controller)).put("namespace", namespace);
    return answer(controller, writer.create(Leases.RESOURCE, lease, Leases.MANAGER));
  }

  /** Writes the book of a controller if it is in exactly this state. */
  public BookAnswer update(
      String controller,
      String uid,
      ResourceVersion version,
      List<Layout> layouts,
      Optional<Boolean> paused)
      throws InterruptedException {
    Precondition state = new Precondition(uid, version);
    ObjectNode patch = form.write(controller, layouts, paused);
    if (paused.isEmpty()) {
      // In a merge patch, null takes it off; in an object that is created it would stay, empty.
      patch
          .withObjectProperty("metadata")
          .withObjectProperty("annotations")
          .putNull(BookForm.PAUSED);
    }
    return answer(controller, writer.merge(ref(controller), patch, state, Leases.MANAGER));
  }

  private BookAnswer answer(String controller, WriteResult result) {
    return switch (result) {
      case WriteResult.Written _ -> new BookAnswer.Stored();
      case WriteResult.Conflict _, WriteResult.AlreadyExists _ -> new BookAnswer.Conflicted();
      case WriteResult.NotFound(String message) -> failed(controller, "written", message);
      case WriteResult.Forbidden(_, _, _, _, String message) -> forbidden(message);
      case WriteResult.Invalid(String message, _) -> failed(controller, "written", message);
      case WriteResult.Throttled(_, String message) -> failed(controller, "written", message);
      case WriteResult.Unreachable(String cause) -> failed(controller, "written", cause);
      case WriteResult.Unanswered(String cause) -> failed(controller, "written", cause);
      case WriteResult.Failed(int code, String message) ->
          failed(controller, "written", code + " " + message);
      case WriteResult.Deleted _ -> throw new IllegalStateException("nothing was deleted");
    };
  }

  private BookAnswer forbidden(String message) {
    return new BookAnswer.Failed(Leases.forbidden(message, namespace));
  }

  private BookAnswer failed(String controller, String what, String cause) {
    return new BookAnswer.Failed(
        "Lease " + namespace + "/" + name(controller) + " cannot be " + what + ": " + cause);
  }

  private ObjectRef ref(String controller) {
    return new ObjectRef(Leases.RESOURCE, new NamespacedName(namespace, name(controller)));
  }

  private static String name(String controller) {
    return controller + ".layouts";
  }
}
