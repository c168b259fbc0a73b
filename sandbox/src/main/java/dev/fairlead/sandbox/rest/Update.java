package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.access.Attributes;
import dev.fairlead.sandbox.apply.FieldManagement;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Versions;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sandbox.store.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces an object by what becomes of it, and begins again if somebody else was faster: what PUT
 * and PATCH have in common.
 */
final class Update {

  static final String MODIFIED =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Registry registry;

  Update(Registry registry) {
    this.registry = registry;
  }

  /** What an object becomes. */
  @FunctionalInterface
  interface Change {

    /**
     * @param live the object as it stands, in the version of the request, which is not to be
     *     changed; empty if there is none
     * @return a new object with its managedFields
     */
    ObjectNode of(Optional<ObjectNode> live) throws Rejection;
  }

  /**
   * What is asked for.
   *
   * @param subresource empty for the object itself
   * @param uid which object it must be; empty for any
   * @param create an absent object is created
   */
  record Request(
      Call call, Kind kind, String subresource, WriteOptions options, String uid, boolean create) {

    Key key() {
      return Registry.key(kind, call.info().namespace(), call.info().name());
    }
  }

  Answer.One run(Request request, Change change) throws Rejection {
    while (true) {
      Optional<Stored> stored = registry.store().get(request.key());
      Optional<Answer.One> answer =
          stored.isPresent() ? replace(request, change, stored.get()) : create(request, change);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
  }

  private Optional<Answer.One> create(Request request, Change change) throws Rejection {
    Kind kind = request.kind();
    if (!request.create()) {
      throw Status.notFound(kind.group(), kind.plural(), request.key().name()).rejection();
    }
    checkUid(request, "");
    ObjectNode object = change.of(Optional.empty());
    Call call = request.call();
    registry.admission().check(call, kind, Optional.of(object), Optional.empty());
    Meta.of(object).remove(Meta.RESOURCE_VERSION);
    registry
        .authorizer()
        .check(
            call.user(),
            new Attributes.Resource(
                "create",
                kind.group(),
                kind.version(),
                kind.plural(),
                "",
                call.info().namespace(),
                call.info().name()));
    try {
      ObjectNode created = new CreateVerb(registry).store(kind, object, request.options());
      return Optional.of(new Answer.One(201, kind, created));
    } catch (Rejection e) {
      if (e.status().reason().equals("AlreadyExists")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Answer.One> replace(Request request, Change change, Stored stored)
      throws Rejection {
    Kind kind = request.kind();
    ObjectNode live = Versions.in(kind, stored.object());
    checkUid(request, Meta.uid(live));
    ObjectNode object = change.of(Optional.of(live));
    if (!resourceVersion(request, object, stored.revision())) {
      return Optional.empty();
    }
    prepare(request, object, live);
    ObjectNode result = FieldManagement.unlessOnlyTimesDiffer(object, live);
    registry.admission().check(request.call(), kind, Optional.of(result), Optional.of(live));
    boolean emptied = emptied(kind, result, live);
    if (request.options().dryRun()) {
      return Optional.of(new Answer.One(200, kind, result));
    }
    Written written =
        emptied
            ? registry.store().delete(stored.key(), stored.revision())
            : registry.store().update(stored.key(), stored.revision(), asStored(result, stored));
    return switch (written) {
      case Written.Done done ->
          Optional.of(
              new Answer.One(
                  200, kind, emptied ? result : Versions.in(kind, done.stored().object())));
      case Written.Conflict _ -> Optional.empty();
    };
  }

  /** An object stays in the version in which it was first stored. */
  private ObjectNode asStored(ObjectNode object, Stored stored) {
    String apiVersion = stored.object().path("apiVersion").asText();
    String[] parts = apiVersion.split("/", 2);
    return registry
        .kinds()
        .kind(
            parts.length == 2 ? parts[0] : "",
            parts[parts.length - 1],
            stored.object().path("kind").asText())
        .map(kind -> Versions.in(kind, object))
        .orElse(object);
  }

  private static void checkUid(Request request, String live) throws Rejection {
    if (!request.uid().isEmpty() && !request.uid().equals(live)) {
      Kind kind = request.kind();
      throw Status.conflict(
              kind.group(),
              kind.plural(),
              request.key().name(),
              "StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0,"
                      .formatted(path(kind, request.key()))
                  + " AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in object meta: %s"
                      .formatted(request.uid(), live))
          .rejection();
    }
  }

  /** Where etcd would have it. */
  private static String path(Kind kind, Key key) {
    String group = kind.custom() ? kind.group() + "/" : "";
    String namespace = key.namespace().isEmpty() ? "" : key.namespace() + "/";
    return "/registry/" + group + kind.plural() + "/" + namespace + key.name();
  }

  /**
   * Compares the version that the writer has seen with the present one.
   *
   * @return false if the writer saw none and the object is to be read again
   */
  private boolean resourceVersion(Request request, ObjectNode object, long present)
      throws Rejection {
    Kind kind = request.kind();
    String text = Meta.text(object, Meta.RESOURCE_VERSION);
    long seen = ResourceVersion.ofObject(text);
    if (seen == 0 && registry.strategy(kind).allowsUnconditionalUpdate()) {
      Meta.of(object).put(Meta.RESOURCE_VERSION, Long.toString(present));
      return true;
    }
    if (seen == 0) {
      throw Status.invalid(
              kind.group(),
              kind.plural(),
              request.key().name(),
              List.of(
                  FieldError.valued(
                      FieldError.Type.INVALID,
                      "metadata.resourceVersion",
                      "0",
                      "must be specified for an update")))
          .rejection();
    }
    if (seen != present) {
      throw Status.conflict(kind.group(), kind.plural(), request.key().name(), MODIFIED)
          .rejection();
    }
    return true;
  }

  private void prepare(Request request, ObjectNode object, ObjectNode live) throws Rejection {
    Kind kind = request.kind();
    Checks.namespace(kind, request.call().info().namespace(), object);
    Meta.copy(object, live, Meta.GENERATION);
    Strategy strategy = registry.strategy(kind);
    strategy.prepareForUpdate(kind, request.subresource(), object, live);
    if (Meta.uid(object).isEmpty()) {
      Meta.copy(object, live, Meta.UID);
    }
    Meta.copy(object, live, Meta.CREATED);
    if (Meta.deleting(live)) {
      Meta.copy(object, live, Meta.DELETED);
    }
    if (Meta.number(object, Meta.GRACE).isEmpty()) {
      Meta.copy(object, live, Meta.GRACE);
    }
    List<FieldError> errors =
        new ArrayList<>(ObjectMeta.validateUpdate(kind, strategy, object, live));
    errors.addAll(strategy.validateUpdate(kind, request.subresource(), object, live));
    CreateVerb.reject(kind, object, errors);
  }

  /** Whether the object was only waiting for its last finalizer. */
  private static boolean emptied(Kind kind, ObjectNode object, ObjectNode live) {
    return Meta.deleting(live)
        && Meta.number(live, Meta.GRACE).orElse(0) == 0
        && Deletion.pending(kind, object).isEmpty();
  }

  /** The text as a JSON value. */
  static TextNode text(String text) {
    return TextNode.valueOf(text);
  }
}
