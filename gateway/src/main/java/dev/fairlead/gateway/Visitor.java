package dev.fairlead.gateway;

import dev.fairlead.protocol.access.Access;
import io.vertx.core.Future;
import java.util.Optional;

/** Who makes a request. */
interface Visitor {

  /** As the audit log has it. */
  String name();

  /** The problem with them doing something; empty if they may. Never fails. */
  Future<Optional<Answer.Problem>> refusal(Access access);

  /** The problem with who they are, asked for again; empty if they still are. Never fails. */
  Future<Optional<Answer.Problem>> expired();

  /** Somebody of whom nothing is asked. */
  record Anybody(String name) implements Visitor {

    @Override
    public Future<Optional<Answer.Problem>> refusal(Access access) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Optional<Answer.Problem>> expired() {
      return Future.succeededFuture(Optional.empty());
    }
  }
}
