package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** PATCH: an object becomes what the body makes of it, in one of four ways. */
final class PatchVerb {

  private final Registry registry;

  PatchVerb(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param subresource {@code status}; empty for the object itself
   */
  Answer serve(Call call, Kind kind, String subresource) throws Rejection {
    PatchType type = type(call, kind);
    boolean apply = type == PatchType.APPLY;
    WriteOptions options = WriteOptions.ofPatch(call.query(), apply);
    FieldWrite write =
        new FieldWrite(
            kind,
            subresource,
            apply ? call.query().text("fieldManager") : call.manager(),
            registry.strategy(kind).resetFields(kind, subresource),
            registry.clock().instant());
    Update.Change change =
        apply
            ? live -> applied(call, kind, options, write, live)
            : live -> patched(call, kind, options, write, type, live.orElseThrow());
    return new Update(registry)
        .run(
            new Update.Request(
                call, kind, subresource, options, "", apply && subresource.isEmpty()),
            live -> checked(call, kind, live, change.of(live)));
  }

  /** How the body patches. */
  static PatchType type(Call call, Kind kind) throws Rejection {
    return PatchType.of(call.contentType())
        .filter(type -> type != PatchType.STRATEGIC_MERGE || !kind.custom())
        .orElseThrow(() -> unsupported(kind).rejection());
  }

  private static Status unsupported(Kind kind) {
    return new Status(
        415,
        "UnsupportedMediaType",
        kind.custom()
            ? "the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json,"
                + " application/apply-patch+yaml"
            : "415: Unsupported Media Type",
        kind.custom()
            ? Optional.empty()
            : Optional.of(new Status.Details("", "", "", "", List.of(), OptionalInt.empty())));
  }

  private ObjectNode patched(
      Call call, Kind kind, WriteOptions options, FieldWrite write, PatchType type, ObjectNode live)
      throws Rejection {
    ObjectNode object = type.apply(kind, live, call.body());
    Bodies.fit(call, kind, object, options);
    registry.strategy(kind).defaults(kind, object);
    return registry.fields().update(write, Optional.of(live), object);
  }

  private ObjectNode applied(
      Call call, Kind kind, WriteOptions options, FieldWrite write, Optional<ObjectNode> live)
      throws Rejection {
    ObjectNode configuration = Bodies.configuration(call, kind, options);
    ObjectNode object =
        registry.fields().apply(write, live, configuration, options.force().orElse(false));
    registry.strategy(kind).defaults(kind, object);
    return object;
  }

  private static ObjectNode checked(
      Call call, Kind kind, Optional<ObjectNode> live, ObjectNode object) throws Rejection {
    String uid = Meta.uid(object);
    if (live.isEmpty() && !uid.isEmpty()) {
      throw Status.conflict(
              kind.group(),
              kind.plural(),
              call.info().name(),
              "uid mismatch: the provided object specified uid %s, and no existing object was found"
                  .formatted(uid))
          .rejection();
    }
    Checks.namespace(kind, call.info().namespace(), object);
    Checks.name(call.info().name(), object);
    Checks.owners(call, object);
    return object;
  }
}
