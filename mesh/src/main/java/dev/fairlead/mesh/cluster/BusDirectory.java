package dev.fairlead.mesh.cluster;

import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the event bus asks: who consumes an address, and where that process is. A node's id is its
 * incarnation. There are no shared maps, locks or counters: nothing may rest on them.
 */
final class BusDirectory implements ClusterManager, Peers.Directory {

  private final String nodeId;
  private final Links links;
  private final Peers peers;
  private final Registrations registrations = new Registrations();
  private RegistrationListener listener = new RegistrationListener() {};
  private volatile @Nullable ContextInternal context;
  private volatile @Nullable NodeInfo bus;
  private volatile boolean active;

  BusDirectory(Member self, ClusterSettings settings, Optional<Certificates> certificates) {
    this.nodeId = self.incarnation().id();
    this.peers = new Peers(self, this);
    this.links = new Links(settings, certificates, peers);
  }

  Links links() {
    return links;
  }

  Peers peers() {
    return peers;
  }

  @Override
  public void init(Vertx vertx) {
    // What listens there is closed with the cluster, after everything else: a port that refuses is
    // the proof that its process has ended.
    context = ((VertxInternal) vertx).contextBuilder().withCloseFuture(new CloseFuture()).build();
  }

  @Override
  public void join(Completable<Void> promise) {
    active = true;
    promise.succeed();
  }

  @Override
  public void leave(Completable<Void> promise) {
    active = false;
    links.leave(context()).onComplete(promise);
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
    bus = info;
    links.open(context(), info.port()).onComplete(promise);
  }

  @Override
  public String getNodeId() {
    return nodeId;
  }

  @Override
  public @Nullable NodeInfo getNodeInfo() {
    return bus;
  }

  @Override
  public void getNodeInfo(String id, Completable<NodeInfo> promise) {
    peers
        .connected(new Incarnation(id))
        .ifPresentOrElse(
            member -> promise.succeed(new NodeInfo(member.host(), member.busPort(), null)),
            () -> promise.fail(new VertxException(id + " is not in the mesh", true)));
  }

  @Override
  public List<String> getNodes() {
    return Stream.concat(
            Stream.of(nodeId), peers.present().stream().map(member -> member.incarnation().id()))
        .toList();
  }

  @Override
  public void addRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    registrations.add(address, registration);
    tell(address, registration, told -> told, promise);
  }

  @Override
  public void removeRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    registrations.remove(address, registration);
    tell(
        address,
        registration,
        told -> new Frame.Unsubscribed(told.address(), told.sequence()),
        promise);
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    promise.succeed(registrations.of(address));
  }

  @Override
  public void registrationListener(RegistrationListener registrationListener) {
    listener = registrationListener;
  }

  @Override
  public void present(Peer peer) {
    peer.subscriptions.forEach(subscription -> subscribed(peer, subscription));
  }

  @Override
  public void absent(Peer peer) {
    registrations.removeAll(peer.member.incarnation().id()).forEach(this::changed);
  }

  @Override
  public void subscribed(Peer peer, Frame.Subscribed subscription) {
    registrations.add(subscription.address(), registration(peer, subscription));
    changed(subscription.address());
  }

  @Override
  public void unsubscribed(Peer peer, Frame.Subscribed subscription) {
    registrations.remove(subscription.address(), registration(peer, subscription));
    changed(subscription.address());
  }

  @Override
  public List<Frame.Subscribed> ownSubscriptions() {
    return registrations.told(nodeId);
  }

  /** Others are told on the event loop, so that they hear of everything in its order. */
  private void tell(
      String address,
      RegistrationInfo registration,
      Function<Frame.Subscribed, Frame> frame,
      Completable<Void> promise) {
    context()
        .runOnContext(_ -> {
          if (!registration.localOnly()) {
            peers.tell(frame.apply(new Frame.Subscribed(address, registration.seq())));
          }
          changed(address);
          promise.succeed();
        });
  }

  /** On the event loop only, so that what was true last is told last. */
  private void changed(String address) {
    if (listener.wantsUpdatesFor(address)) {
      listener.registrationsUpdated(
          new RegistrationUpdateEvent(address, registrations.of(address)));
    }
  }

  ContextInternal context() {
    return Objects.requireNonNull(context, "Vert.x has not begun yet");
  }

  private static RegistrationInfo registration(Peer peer, Frame.Subscribed subscription) {
    return new RegistrationInfo(peer.member.incarnation().id(), subscription.sequence(), false);
  }

  /** Only for Vert.x's own high availability, which is not used. */
  @Override
  public void nodeListener(NodeListener nodeListener) {}

  @Override
  public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
    promise.fail(nothingShared());
  }

  @Override
  public <K, V> Map<K, V> getSyncMap(String name) {
    throw nothingShared();
  }

  @Override
  public void getLockWithTimeout(String name, long timeout, Completable<Lock> promise) {
    promise.fail(nothingShared());
  }

  @Override
  public void getCounter(String name, Completable<Counter> promise) {
    promise.fail(nothingShared());
  }

  private static UnsupportedOperationException nothingShared() {
    return new UnsupportedOperationException(
        "the processes of a mesh share messages only: keep state in the API server");
  }
}
