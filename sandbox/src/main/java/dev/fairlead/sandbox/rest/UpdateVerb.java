package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.Optional;

/** PUT: an object becomes what the body says. */
final class UpdateVerb {

  private final Registry registry;

  UpdateVerb(Registry registry) {
    this.registry = registry;
  }

  /**
   * @param subresource {@code status}, {@code finalize}; empty for the object itself
   */
  Answer serve(Call call, Kind kind, String subresource) throws Rejection {
    WriteOptions options = WriteOptions.parse(call.query(), "UpdateOptions");
    ObjectNode object = Bodies.decode(call, kind, options);
    Strategy strategy = registry.strategy(kind);
    strategy.defaults(kind, object);
    Checks.namespace(kind, call.info().namespace(), object);
    Checks.name(call.info().name(), object);
    Checks.owners(call, object);
    boolean create = subresource.isEmpty() && strategy.allowsCreateOnUpdate();
    FieldWrite write =
        new FieldWrite(
            kind,
            subresource,
            call.manager(),
            strategy.resetFields(kind, subresource),
            registry.clock().instant());
    return new Update(registry)
        .run(
            new Update.Request(call, kind, subresource, options, Meta.uid(object), create),
            live -> registry.fields().update(write, live, copy(object, live)));
  }

  /** Where there is nothing yet, the uid would be that of another object. */
  private static ObjectNode copy(ObjectNode object, Optional<ObjectNode> live) {
    ObjectNode copy = object.deepCopy();
    if (live.isEmpty()) {
      Meta.of(copy).remove(Meta.DELETED);
    }
    return copy;
  }
}
