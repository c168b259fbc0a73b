package dev.fairlead.gateway;

import static org.awaitility.Awaitility.await;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.presence.Presence;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.query.WatcherAnswer;
import dev.fairlead.protocol.query.WatcherQuery;
import dev.fairlead.protocol.query.WatcherReply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** Other watchers of the same mesh. */
final class SecondWatcher {

  private SecondWatcher() {}

  static void join(ScriptedMesh mesh, Function<WatcherQuery, WatcherAnswer> script) {
    Incarnation incarnation = new Incarnation("second-1");
    mesh.process
        .bus()
        .answer(
            new Address(incarnation, Role.WATCHER),
            question ->
                Future.succeededFuture(
                    new WatcherReply(true, script.apply((WatcherQuery) question))));
    tell(mesh, incarnation);
  }

  /** One that is gone, but was heard of a moment ago. */
  static void joinSilent(ScriptedMesh mesh) {
    tell(mesh, new Incarnation("silent-1"));
  }

  private static void tell(ScriptedMesh mesh, Incarnation incarnation) {
    mesh.process
        .bus()
        .publish(
            Topic.PRESENCE,
            new Presence(incarnation, Set.of(Role.WATCHER), "other", "", "1", Instant.EPOCH, 0));
    await().until(() -> mesh.get("/api/v1/mesh").body().contains(incarnation.id()));
  }
}
