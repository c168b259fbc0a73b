package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ResourceVersion;

/** One write of a reconciler, with the preconditions of the design. */
sealed interface SimulatedWrite {

  ObjectRef ref();

  String verb();

  /** The column in which it is counted. */
  Where.Write kind();

  /** The version that the attempt saw. */
  ResourceVersion seen();

  /** The server takes it in. */
  SimulatedApiServer.Answer commit(World world, Token token);

  record Create(ObjectRef ref, SimulatedApiServer.Spec spec) implements SimulatedWrite {

    @Override
    public String verb() {
      return "create";
    }

    @Override
    public Where.Write kind() {
      return Where.Write.CREATE;
    }

    @Override
    public ResourceVersion seen() {
      return ResourceVersion.NONE;
    }

    @Override
    public SimulatedApiServer.Answer commit(World world, Token token) {
      return Commits.of(world, token, this, () -> world.api().create(ref, spec));
    }
  }

  record Update(ObjectRef ref, String uid, ResourceVersion seen, SimulatedApiServer.Spec spec)
      implements SimulatedWrite {

    @Override
    public String verb() {
      return "patch";
    }

    @Override
    public Where.Write kind() {
      return Where.Write.UPDATE;
    }

    @Override
    public SimulatedApiServer.Answer commit(World world, Token token) {
      return Commits.of(world, token, this, () -> world.api().update(ref, uid, seen, spec));
    }
  }

  record Delete(ObjectRef ref, String uid, ResourceVersion seen) implements SimulatedWrite {

    @Override
    public String verb() {
      return "delete";
    }

    @Override
    public Where.Write kind() {
      return Where.Write.DELETE;
    }

    @Override
    public SimulatedApiServer.Answer commit(World world, Token token) {
      return Commits.of(world, token, this, () -> world.api().delete(ref, uid, seen));
    }
  }
}
