package dev.fairlead.watcher.query;

import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.watcher.controller.Controllers;
import dev.fairlead.watcher.dispatch.Surroundings;
import io.vertx.core.Future;
import java.util.List;

/** x. */
public final class Queries {
  /** x. */
  public Queries(Controllers controllers, Surroundings world) {}

  /** x. */
  public Future<WatcherAnswer> answer(Object question) {
    return Future.succeededFuture(new WatcherAnswer.Controllers(List.of(), List.of()));
  }
}
