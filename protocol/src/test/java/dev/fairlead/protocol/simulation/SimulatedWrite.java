package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;

/** One write of an attempt, with the preconditions of the design. */
sealed interface SimulatedWrite {

  ObjectRef ref();

  /** The version that the attempt saw. */
  ResourceVersion seen();

  /** The server takes it in. */
  SimulatedApiServer.Answer execute(SimulatedApiServer api);

  /** The verb, as RBAC has it. */
  default String verb() {
    return switch (this) {
      case Create create -> "create";
      case Update update -> "patch";
      case Delete delete -> "delete";
      case Status status -> "patch";
    };
  }

  /** The same after somebody on the server's side has taken its labels away. */
  default SimulatedWrite unlabelled() {
    return switch (this) {
      case Create(ObjectRef ref, SimulatedApiServer.Spec spec) ->
          new Create(ref, spec.unlabelled());
      case Update(ObjectRef ref, String uid, ResourceVersion seen, SimulatedApiServer.Spec spec) ->
          new Update(ref, uid, seen, spec.unlabelled());
      case Delete delete -> delete;
      case Status status -> status;
    };
  }

  /** The column in which it is counted. */
  default Where.Write kind() {
    return switch (this) {
      case Create create -> Where.Write.CREATE;
      case Update update -> Where.Write.UPDATE;
      case Delete delete -> Where.Write.DELETE;
      case Status status -> Where.Write.STATUS;
    };
  }

  record Create(ObjectRef ref, SimulatedApiServer.Spec spec) implements SimulatedWrite {

    @Override
    public ResourceVersion seen() {
      return ResourceVersion.NONE;
    }

    @Override
    public SimulatedApiServer.Answer execute(SimulatedApiServer api) {
      return api.create(ref, spec);
    }
  }

  record Update(ObjectRef ref, String uid, ResourceVersion seen, SimulatedApiServer.Spec spec)
      implements SimulatedWrite {

    @Override
    public SimulatedApiServer.Answer execute(SimulatedApiServer api) {
      return api.update(ref, uid, seen, spec);
    }
  }

  record Delete(ObjectRef ref, String uid, ResourceVersion seen) implements SimulatedWrite {

    @Override
    public SimulatedApiServer.Answer execute(SimulatedApiServer api) {
      return api.delete(ref, uid, seen);
    }
  }

  /** A write to {@code /status}: only the version protects, the server minds no uid there. */
  record Status(ObjectRef ref, ResourceVersion seen, String ready) implements SimulatedWrite {

    @Override
    public SimulatedApiServer.Answer execute(SimulatedApiServer api) {
      return api.status(ref, seen, ready);
    }
  }
}
