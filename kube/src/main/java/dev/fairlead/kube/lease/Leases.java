package dev.fairlead.kube.lease;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.write.Precondition;
import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.WriteResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import java.time.InstantSource;

/**
 * The Leases of a mesh, one for each partition of each controller, in one namespace. Calls block:
 * use virtual threads. Thread-safe. Nothing is retried.
 */
public final class Leases {

  static final GroupVersionResource RESOURCE =
      new GroupVersionResource("coordination.k8s.io", "v1", "leases");
  static final String MANAGER = "fairlead";

  private final Writer writer;
  private final String namespace;
  private final LeaseForm form;
  private final InstantSource clock;

  /**
   * The Leases in a namespace.
   *
   * @param writer whose timeout is that of every call
   * @param mesh the name of the mesh
   * @param clock tells people when a Lease was renewed
   */
  public Leases(Writer writer, String namespace, String mesh, InstantSource clock) {
    this.writer = writer;
    this.namespace = namespace;
    this.form = new LeaseForm(mesh);
    this.clock = clock;
  }

  /**
   * Reads the Lease of a partition from the server itself: a {@link LeaseAnswer.Found}.
   *
   * @param of how many partitions its layout has; a Lease of another cut is foreign
   */
  public LeaseAnswer read(Partition partition, int of) throws InterruptedException {
    return switch (writer.get(ref(partition))) {
      case ReadResult.Found(var object) -> new LeaseAnswer.Found(form.read(object, of));
      case ReadResult.Absent() -> new LeaseAnswer.Found(new Lease.Absent());
      case ReadResult.Forbidden(_, _, String message) -> forbidden(message);
      case ReadResult.Unknown(String cause) ->
          new LeaseAnswer.Failed("Lease " + name(partition) + " cannot be read: " + cause);
    };
  }

  /** Creates the Lease of a partition; {@link LeaseAnswer.Conflicted} if there is one. */
  public LeaseAnswer create(Partition partition, int of, LeaseRecord record)
      throws InterruptedException {
    ObjectNode lease = form.write(partition, of, record, true, clock.instant());
    lease
        .withObjectProperty("metadata")
        .put("name", partition.toString())
        .put("namespace", namespace);
    return answer(partition, writer.create(RESOURCE, lease, MANAGER), true);
  }

  /**
   * Changes the Lease of a partition if it is in exactly this state.
   *
   * @param acquired whether its holder or epoch changes with it
   */
  public LeaseAnswer update(
      Partition partition,
      int of,
      String uid,
      ResourceVersion version,
      LeaseRecord record,
      boolean acquired)
      throws InterruptedException {
    // A merge patch, since a PUT would create a Lease that is gone.
    ObjectNode patch = form.write(partition, of, record, acquired, clock.instant());
    Precondition state = new Precondition(uid, version);
    return answer(partition, writer.merge(ref(partition), patch, state, MANAGER), false);
  }

  private LeaseAnswer answer(Partition partition, WriteResult result, boolean creating) {
    return switch (result) {
      case WriteResult.Written(var object, _) ->
          new LeaseAnswer.Stored(object.metadata().uid(), object.resourceVersion());
      case WriteResult.Conflict _, WriteResult.AlreadyExists _ -> new LeaseAnswer.Conflicted();
      case WriteResult.NotFound(String message) ->
          creating
              ? new LeaseAnswer.Failed(
                  "Lease "
                      + name(partition)
                      + " cannot be created ("
                      + message
                      + "): create the namespace with kubectl create namespace "
                      + namespace
                      + ", or set kubernetes.leaseNamespace")
              : new LeaseAnswer.Missing();
      case WriteResult.Forbidden(_, _, _, _, String message) -> forbidden(message);
      case WriteResult.Invalid(String message, _) -> failed(partition, message);
      case WriteResult.Throttled(_, String message) -> failed(partition, message);
      case WriteResult.Unreachable(String cause) -> failed(partition, cause);
      case WriteResult.Unanswered(String cause) -> failed(partition, cause);
      case WriteResult.Failed(int code, String message) -> failed(partition, code + " " + message);
      case WriteResult.Deleted _ -> throw new IllegalStateException("nothing was deleted");
    };
  }

  private LeaseAnswer forbidden(String message) {
    return new LeaseAnswer.Failed(forbidden(message, namespace));
  }

  static String forbidden(String message, String namespace) {
    return message
        + ": a watcher needs get, create and patch on leases in the namespace "
        + namespace
        + "; grant them to its ServiceAccount";
  }

  private LeaseAnswer failed(Partition partition, String cause) {
    return new LeaseAnswer.Failed("Lease " + name(partition) + " cannot be written: " + cause);
  }

  private String name(Partition partition) {
    return namespace + "/" + partition;
  }

  private ObjectRef ref(Partition partition) {
    return new ObjectRef(RESOURCE, new NamespacedName(namespace, partition.toString()));
  }
}
