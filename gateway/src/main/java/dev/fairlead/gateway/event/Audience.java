package dev.fairlead.gateway.event;

import dev.fairlead.gateway.event.Event.Subject;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Who listens, as far as it matters to what they may hear. Asked on the gateway's context, answered
 * there; never fails.
 */
public interface Audience {

  /** Whoever it is may hear everything. */
  Audience ANYBODY =
      new Audience() {
        @Override
        public Future<Boolean> mayHear(Subject subject) {
          return Future.succeededFuture(true);
        }

        @Override
        public Future<Optional<String>> farewell() {
          return Future.succeededFuture(Optional.empty());
        }
      };

  /** Whether they may hear of it; at once where that is known. */
  Future<Boolean> mayHear(Subject subject);

  /** Why they may not listen any longer, as a problem document; empty while they may. */
  Future<Optional<String>> farewell();
}
