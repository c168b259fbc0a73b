package dev.fairlead.kube.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.kube.http.Answer;
import dev.fairlead.kube.http.ApiRequest;
import dev.fairlead.kube.http.ApiServer;
import dev.fairlead.kube.http.ResourcePath;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes to the API server under preconditions. Calls block for at most the write timeout: use
 * virtual threads. Thread-safe. Nothing is retried; an interrupt leaves it open whether the write
 * was carried out.
 */
public final class Writer {

  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MERGE = "application/merge-patch+json";

  /** What becomes of the dependents of an object that is deleted. */
  public enum Propagation {
    /** They are collected once it is gone. */
    BACKGROUND("Background"),
    /** They go first; it is there, being deleted, until they are gone. */
    FOREGROUND("Foreground");

    private final String policy;

    Propagation(String policy) {
      this.policy = policy;
    }
  }

  private final ApiServer server;
  private final Duration timeout;
  private final boolean dry;

  /**
   * A writer.
   *
   * @param timeout how long one call may take
   */
  public Writer(ApiServer server, Duration timeout) {
    this(server, timeout, false);
  }

  private Writer(ApiServer server, Duration timeout, boolean dry) {
    this.server = server;
    this.timeout = timeout;
    this.dry = dry;
  }

  /** The same writer with another timeout. */
  public Writer within(Duration limit) {
    return new Writer(server, limit, dry);
  }

  /** The same writer, whose writes the server checks and answers, and does not store. */
  public Writer dryRun() {
    return new Writer(server, timeout, true);
  }

  /**
   * Creates the object and never changes one that is there: an apply with {@code resourceVersion:
   * "1"}, which the server takes for absent objects alone, so that later applies of the same
   * manager own every field from the beginning. One that is there is {@code AlreadyExists}.
   *
   * @param resource its resource
   * @param desired the whole object; {@code status} and what only the server may set are left out
   * @param fieldManager who owns the fields
   */
  public WriteResult create(GroupVersionResource resource, ObjectNode desired, String fieldManager)
      throws InterruptedException {
    ObjectNode body = Bodies.forCreate(desired);
    ObjectRef ref = new ObjectRef(resource, Bodies.name(body));
    return switch (apply(ref, "", body, fieldManager)) {
      case WriteResult.Conflict(String message) -> new WriteResult.AlreadyExists(message);
      case WriteResult other -> other;
    };
  }

  /**
   * Applies the whole object by server-side apply; fields that the manager applied before and that
   * are left out are removed, and fields of others are taken over where they differ. An object that
   * was changed, replaced or deleted since is {@code Conflict}.
   */
  public WriteResult apply(
      GroupVersionResource resource,
      ObjectNode desired,
      Precondition precondition,
      String fieldManager)
      throws InterruptedException {
    ObjectNode body = Bodies.forApply(desired, precondition);
    return apply(new ObjectRef(resource, Bodies.name(body)), "", body, fieldManager);
  }

  /**
   * Applies the status, by server-side apply on {@code /status}: fields of other managers stay,
   * what this manager wrote before and leaves out now is removed. (A merge patch would drop the
   * list entries of others; a PUT would drop everything of theirs.) Such an apply never creates. Of
   * the precondition the server heeds the resourceVersion alone, which is enough: it is never used
   * again.
   */
  public WriteResult status(
      ObjectRef ref,
      GroupVersionKind kind,
      ObjectNode status,
      Precondition precondition,
      String fieldManager)
      throws InterruptedException {
    return apply(
        ref, "status", Bodies.forStatus(ref.name(), kind, status, precondition), fieldManager);
  }

  /**
   * Merges a JSON merge patch (RFC 7396) into exactly this state of an object. One that was changed
   * or replaced since is {@code Conflict}.
   */
  public WriteResult merge(
      ObjectRef ref, ObjectNode patch, Precondition precondition, String fieldManager)
      throws InterruptedException {
    return patch(ref, "", MERGE, Bodies.forMerge(patch, precondition), fieldManager, false);
  }

  /**
   * Deletes in the background, so that the garbage collector removes the children. An object that
   * was changed or replaced since is {@code Conflict}.
   */
  public WriteResult delete(ObjectRef ref, Precondition precondition) throws InterruptedException {
    return delete(ref, precondition, Propagation.BACKGROUND);
  }

  /** Deletes; an object that was changed or replaced since is {@code Conflict}. */
  public WriteResult delete(ObjectRef ref, Precondition precondition, Propagation propagation)
      throws InterruptedException {
    Answer answer =
        server.send(
            ApiRequest.with(
                "DELETE",
                ResourcePath.object(ref),
                ApiRequest.JSON,
                Bodies.deleteOptions(precondition, propagation.policy, dry).toString(),
                timeout));
    return Results.deleted(ref, answer);
  }

  /**
   * Adds a finalizer, unless it is there. It is a merge patch of the whole list under uid and
   * resourceVersion: unlike an apply it can never create, and it can remove what another manager
   * has come to own as well.
   */
  public WriteResult addFinalizer(ObservedObject object, String finalizer, String fieldManager)
      throws InterruptedException {
    return finalizers(object, list -> Finalizers.with(list, finalizer), fieldManager);
  }

  /** Removes a finalizer, in the same way. */
  public WriteResult removeFinalizer(ObservedObject object, String finalizer, String fieldManager)
      throws InterruptedException {
    return finalizers(object, list -> Finalizers.without(list, finalizer), fieldManager);
  }

  /** Reads one object as it is now: a consistent read. */
  public ReadResult get(ObjectRef ref) throws InterruptedException {
    return Results.read(ref, server.send(ApiRequest.get(ResourcePath.object(ref), timeout)));
  }

  /** Creates an Event. */
  public WriteResult createEvent(EventReport report) throws InterruptedException {
    ObjectRef ref = Events.ref(report.namespace(), report.name());
    String path =
        ResourcePath.query(
            ResourcePath.collection(ref.resource(), report.namespace()),
            Map.of("fieldManager", "fairlead"));
    return Results.written(
        "create",
        ref,
        "",
        server.send(
            ApiRequest.with(
                "POST", path, ApiRequest.JSON, Events.body(report).toString(), timeout)));
  }

  /**
   * Counts a repetition of an Event that was created.
   *
   * @param count how often it has happened, the first time included; at least 2
   * @param last when it happened last
   */
  public WriteResult repeatEvent(NamespacedName event, int count, Instant last)
      throws InterruptedException {
    ObjectRef ref = Events.ref(event.namespace(), event.name());
    return patch(ref, "", MERGE, Events.series(count, last), "fairlead", false);
  }

  private WriteResult finalizers(
      ObservedObject object, UnaryOperator<java.util.List<String>> change, String fieldManager)
      throws InterruptedException {
    ObjectNode body = Bodies.forFinalizers(object, change);
    return patch(object.ref(), "", MERGE, body, fieldManager, false);
  }

  private WriteResult apply(ObjectRef ref, String subresource, ObjectNode body, String fieldManager)
      throws InterruptedException {
    return patch(ref, subresource, APPLY, body, fieldManager, true);
  }

  private WriteResult patch(
      ObjectRef ref,
      String subresource,
      String type,
      ObjectNode body,
      String fieldManager,
      boolean force)
      throws InterruptedException {
    String path =
        subresource.isEmpty()
            ? ResourcePath.object(ref)
            : ResourcePath.subresource(ref, subresource);
    Map<String, String> parameters =
        Map.of("fieldManager", fieldManager, "force", force ? "true" : "", "dryRun", dryness());
    ApiRequest request =
        ApiRequest.with(
            "PATCH", ResourcePath.query(path, parameters), type, body.toString(), timeout);
    return Results.written("patch", ref, subresource, server.send(request));
  }

  private String dryness() {
    return dry ? "All" : "";
  }
}
