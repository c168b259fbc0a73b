package dev.fairlead.mesh.cluster;

import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine that joins a process to its mesh: a Vert.x whose bus reaches all others. It seeks them
 * as long as it lives. Closing its Vert.x says goodbye.
 */
public final class Cluster implements Membership {

  private static final long START_SECONDS = 20;

  /** The links tell sooner; this only keeps the bus from holding a dead connection. */
  private static final long PING_MILLIS = 5_000;

  private final ClusterSettings settings;
  private final Optional<Certificates> certificates;
  private final BusDirectory directory;
  private final Peers peers;

  Cluster(Member self, ClusterSettings settings) throws ClusterFailure {
    this.settings = settings;
    this.certificates =
        settings.tls().isPresent()
            ? Optional.of(Certificates.read(settings.tls().get()))
            : Optional.empty();
    this.directory = new BusDirectory(self, settings, certificates);
    this.peers = directory.peers();
  }

  /**
   * Prepares a process to join. Resolves names, reads certificates and leaves its {@link
   * LastWords}: not for an event loop.
   *
   * @param environment the variables of the process
   */
  public static Cluster of(
      String mesh,
      Incarnation incarnation,
      String version,
      ClusterSettings settings,
      Map<String, String> environment)
      throws ClusterFailure {
    if (settings.serviceDns().isPresent() && settings.clusterPort() == 0) {
      throw new ClusterFailure(
          "mesh.serviceDns needs a port that is the same everywhere; set mesh.clusterPort");
    }
    return new Cluster(
        new Member(
            incarnation,
            settings.roles(),
            mesh,
            version,
            ProtocolLevel.CURRENT,
            OwnHost.find(settings, environment),
            settings.clusterPort(),
            settings.busPort(),
            settings.sidecar() == Sidecar.TRUE,
            LastWords.leave(incarnation, environment)),
        settings);
  }

  /** Has the bus listen where the others are told that it does. */
  public void configure(VertxOptions options) {
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(peers.self().host())
            .setPort(settings.busPort())
            .setConnectTimeout(Links.CONNECT_MILLIS)
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PING_MILLIS)
            .setTrustAll(false)
            .setClientAuth(certificates.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE);
    certificates.ifPresent(all -> all.configure(bus));
    options.setEventBusOptions(bus);
  }

  /** Builds the Vert.x and begins to seek the others. Blocks until both ports are open. */
  public Vertx open(VertxBuilder builder) throws ClusterFailure {
    FrameCodec.load();
    Future<Vertx> vertx = builder.withClusterManager(directory).buildClustered();
    try {
      return vertx.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClusterFailure("the start was interrupted");
    } catch (TimeoutException late) {
      throw new ClusterFailure(
          "the bus did not start within %d s; see the log".formatted(START_SECONDS));
    } catch (ExecutionException failed) {
      throw failure(failed.getCause());
    }
  }

  /** Asks at the doors of others, once the cluster is open. */
  public Probe probe() {
    return directory.links().probe(directory.context());
  }

  private ClusterFailure failure(@Nullable Throwable cause) {
    return switch (cause) {
      case ClusterFailure known -> known;
      case BindException taken ->
          new ClusterFailure(
              "the bus cannot listen on %s:%d: %s; free it or set mesh.host and mesh.busPort"
                  .formatted(peers.self().host(), settings.busPort(), taken.getMessage()));
      case null, default -> new ClusterFailure("the bus did not start: " + cause);
    };
  }

  @Override
  public Member self() {
    return peers.self();
  }

  @Override
  public List<Member> others() {
    return peers.present();
  }

  @Override
  public Standing standing() {
    return directory.links().standing();
  }

  @Override
  public Listening listen(Context context, Consumer<MembershipEvent> listener) {
    return peers.listen(directory.context(), context, listener);
  }
}
