package dev.fairlead.mesh.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All links of a process, from the opening of its port to its goodbye. */
final class Links {

  /**
   * A process on the same network answers in milliseconds; two seconds are a lost packet or two.
   */
  static final int CONNECT_MILLIS = 2_000;

  private static final long LEAVE_MILLIS = 1_000;

  private final ClusterSettings settings;
  private final Optional<Certificates> certificates;
  private final Peers peers;
  private final String start = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
  private volatile @Nullable Dialer dialer;
  private @Nullable Reception reception;
  private @Nullable Rotation rotation;
  private @Nullable NetServer server;
  private volatile @Nullable NetClient client;

  Links(ClusterSettings settings, Optional<Certificates> certificates, Peers peers) {
    this.settings = settings;
    this.certificates = certificates;
    this.peers = peers;
  }

  Standing standing() {
    Dialer seeking = dialer;
    return seeking == null ? new Standing.Alone() : seeking.standing();
  }

  /** Asks at any doorbell. */
  Probe probe(ContextInternal context) {
    return Probe.over(context, Objects.requireNonNull(client, "not open"), peers.self().sidecar());
  }

  /** Listens and begins to seek. */
  Future<Void> open(ContextInternal context, int busPort) {
    Promise<Void> opened = context.promise();
    // There, so that what is made has the life of the context.
    context.runOnContext(_ -> listen(context, busPort).onComplete(opened));
    return opened.future();
  }

  private Future<Void> listen(ContextInternal context, int busPort) {
    NetServerOptions serverOptions = new NetServerOptions();
    NetClientOptions clientOptions =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_MILLIS)
            .setHostnameVerificationAlgorithm("");
    certificates.ifPresent(all -> {
      all.configure(serverOptions.setClientAuth(ClientAuth.REQUIRED));
      all.configure(clientOptions);
    });
    Vertx vertx = context.owner();
    NetServer ears = vertx.createNetServer(serverOptions);
    NetClient mouth = vertx.createNetClient(clientOptions);
    certificates.ifPresent(all ->
        settings
            .tls()
            .ifPresent(tls -> {
              rotation = new Rotation(vertx, tls, all, ears, mouth);
              rotation.open();
            }));
    Dialer seeking = new Dialer(context, mouth, peers, start, settings);
    Reception desk = new Reception(context, peers, start, seeking::learn, seeking::met);
    server = ears;
    client = mouth;
    dialer = seeking;
    reception = desk;
    Endpoint at = peers.self().endpoint();
    return desk.listen(ears, at)
        .recover(failure ->
            Future.failedFuture(
                new ClusterFailure(
                    "the cluster port cannot listen on %s: %s; free it or set mesh.host and"
                            .formatted(at, failure.getMessage())
                        + " mesh.clusterPort")))
        .onSuccess(listening -> {
          peers.listensAt(listening.actualPort(), busPort);
          seeking.open();
        })
        .mapEmpty();
  }

  /** Says goodbye to all and stops listening, last of all. */
  Future<Void> leave(ContextInternal context) {
    Promise<Void> left = context.promise();
    context.runOnContext(_ -> {
      if (rotation != null) {
        rotation.close();
      }
      if (dialer != null && reception != null) {
        dialer.close();
        reception.closing();
      }
      peers.leave();
      // Goodbyes are on their way; whoever does not take them notices the end.
      long timer = context.owner().setTimer(LEAVE_MILLIS, _ -> left.tryComplete());
      peers.whenAlone(() -> {
        context.owner().cancelTimer(timer);
        left.tryComplete();
      });
    });
    return left.future().eventually(this::close);
  }

  private Future<Void> close() {
    return (client == null ? Future.<Void>succeededFuture() : client.close())
        .eventually(() -> server == null ? Future.succeededFuture() : server.close());
  }
}
