package dev.fairlead.mesh.cluster;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.impl.clustered.ClusteredEventBus;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import java.lang.reflect.Field;

/**
 * The two ends of the clustered bus. Vert.x can change the certificates of every server and client
 * that one has made, but does not hand out those of its bus (5.0.10): they are taken out of it
 * here. Where that fails, the bus keeps its certificates until the process starts again.
 */
final class BusEnds {

  private BusEnds() {}

  /** Has new connections use new certificates. */
  static Future<Void> update(EventBus bus, Certificates certificates) {
    try {
      NetServer server = (NetServer) end("server").get(bus);
      NetClient client = (NetClient) end("client").get(bus);
      return Future.all(
              server.updateSSLOptions(certificates.server()),
              client.updateSSLOptions(certificates.client()))
          .mapEmpty();
    } catch (ReflectiveOperationException | RuntimeException changed) {
      return Future.failedFuture(changed);
    }
  }

  private static Field end(String name) throws ReflectiveOperationException {
    Field field = ClusteredEventBus.class.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
