package dev.fairlead.mesh.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the certificates have changed and has new connections use them; those that stand
 * stay. What cannot be used is told, and the old ones stay. On one event loop.
 */
final class Rotation {

  private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

  /** A file system has no event for a Secret that is mounted; three small files cost nothing. */
  private static final long LOOK_MILLIS = 2_000;

  private final Vertx vertx;
  private final TlsSettings settings;
  private final NetServer server;
  private final NetClient client;
  private final Once news = new Once();
  private Certificates used;
  private boolean looking;
  private long timer;

  Rotation(
      Vertx vertx, TlsSettings settings, Certificates used, NetServer server, NetClient client) {
    this.vertx = vertx;
    this.settings = settings;
    this.used = used;
    this.server = server;
    this.client = client;
  }

  void open() {
    warnOfExpiry(used);
    timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
  }

  void close() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    vertx
        .executeBlocking(() -> Certificates.read(settings), false)
        .compose(this::use)
        .onFailure(failure -> {
          String why = Reasons.of(failure);
          if (news.first(why)) {
            LOG.error("The certificates in use stay as they are: {}", why);
          }
        })
        .onComplete(_ -> looking = false);
  }

  private Future<Void> use(Certificates found) {
    warnOfExpiry(found);
    if (found.equals(used)) {
      return Future.succeededFuture();
    }
    return server
        .updateSSLOptions(found.server())
        .compose(_ -> client.updateSSLOptions(found.client()))
        .compose(_ -> BusEnds.update(vertx.eventBus(), found))
        .onSuccess(_ -> {
          used = found;
          LOG.info("New connections use the certificate in {}", settings.certificate());
        });
  }

  private void warnOfExpiry(Certificates found) {
    Optional<String> expiry;
    try {
      expiry = Certificates.expiry(settings, found);
    } catch (ClusterFailure malformed) {
      expiry = Optional.ofNullable(malformed.getMessage());
    }
    expiry.filter(news::first).ifPresent(why -> LOG.error("Others refuse this process: {}", why));
  }
}
