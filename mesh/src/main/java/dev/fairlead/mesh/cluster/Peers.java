package dev.fairlead.mesh.cluster;

import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All other processes of the mesh. What changes it runs on one event loop; what only reads may run
 * anywhere.
 */
final class Peers {

  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  /** Hears of peers before those who only want to know. */
  interface Directory {

    void present(Peer peer);

    void absent(Peer peer);

    void subscribed(Peer peer, Frame.Subscribed subscription);

    void unsubscribed(Peer peer, Frame.Subscribed subscription);

    List<Frame.Subscribed> ownSubscriptions();
  }

  private record Listener(Context context, Consumer<MembershipEvent> events) {}

  private volatile Member self;
  private final Directory directory;
  private final Map<String, Peer> byStart = new LinkedHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<Incarnation, Member> connected = Map.of();
  private volatile List<Member> present = List.of();
  private volatile boolean joinedOnce;
  private Runnable alone = () -> {};
  private boolean leaving;

  Peers(Member self, Directory directory) {
    this.self = self;
    this.directory = directory;
  }

  /** Any thread. */
  Member self() {
    return self;
  }

  /** This process listens now, on ports that may have been any. */
  void listensAt(int clusterPort, int busPort) {
    self = self.at(clusterPort, busPort);
  }

  /** In the order of incarnations. Any thread. */
  List<Member> present() {
    return present;
  }

  /** Whether anybody has ever been present. Any thread. */
  boolean joinedOnce() {
    return joinedOnce;
  }

  /** Whether nobody is linked one way only, or not caught up with. Any thread. */
  boolean settled() {
    return connected.size() == present.size();
  }

  /** A process that is linked one way at least. Any thread. */
  Optional<Member> connected(Incarnation incarnation) {
    return Optional.ofNullable(connected.get(incarnation));
  }

  boolean hears(String start) {
    Peer peer = byStart.get(start);
    return peer != null && peer.hears != null;
  }

  /** Where others are, for those who are new. */
  List<Endpoint> endpoints() {
    return byStart.values().stream().map(peer -> peer.member.endpoint()).toList();
  }

  /** Why the candidate is not let in. */
  Optional<String> refuse(Member candidate, String start) {
    return Refusals.judge(
        self,
        candidate,
        !byStart.containsKey(start),
        byStart.values().stream().map(peer -> peer.member).toList());
  }

  /** A process that was let in speaks over this link. */
  void speaks(Member member, String start, Link link) {
    Peer peer = peer(member, start);
    Link before = peer.speaks;
    peer.speaks = link;
    peer.caughtUp = false;
    refresh(start, peer, "greeted again");
    peer.subscriptions.clear();
    if (before != null) {
      before.close("greeted again");
    }
  }

  /** A process has let this one in, which speaks to it over this link. */
  void hears(Member member, String start, Link link) {
    Peer peer = peer(member, start);
    peer.member = member;
    Link before = peer.hears;
    peer.hears = link;
    if (before != null) {
      before.close("greeted again");
    }
    directory.ownSubscriptions().forEach(link::send);
    link.send(new Frame.CaughtUp());
    refresh(start, peer, "greeted again");
    tell(new Frame.Known(List.of(member.endpoint())));
  }

  /** What a process that was let in says. */
  void said(String start, Link link, Frame frame) {
    Peer peer = byStart.get(start);
    if (peer == null || (peer.speaks != link && peer.hears != link)) {
      return;
    }
    switch (frame) {
      case Frame.Subscribed subscription -> {
        if (peer.subscriptions.size() >= Peer.SUBSCRIPTIONS_MAX) {
          link.close("has more than " + Peer.SUBSCRIPTIONS_MAX + " subscriptions");
        } else if (peer.subscriptions.add(subscription) && peer.present) {
          directory.subscribed(peer, subscription);
        }
      }
      case Frame.Unsubscribed(String address, long sequence) -> {
        Frame.Subscribed subscription = new Frame.Subscribed(address, sequence);
        if (peer.subscriptions.remove(subscription) && peer.present) {
          directory.unsubscribed(peer, subscription);
        }
      }
      case Frame.CaughtUp _ -> {
        peer.caughtUp = true;
        refresh(start, peer, "");
      }
      case Frame.Goodbye _ -> {
        peer.leaving = true;
        refresh(start, peer, "left");
      }
      case Frame.Ring _,
          Frame.Answer _,
          Frame.Hello _,
          Frame.Welcome _,
          Frame.Refused _,
          Frame.Known _,
          Frame.Beat _ -> {}
    }
  }

  void lost(String start, Link link, String why) {
    Peer peer = byStart.get(start);
    if (peer == null) {
      return;
    }
    if (peer.speaks == link) {
      peer.speaks = null;
      peer.caughtUp = false;
    }
    if (peer.hears == link) {
      peer.hears = null;
    }
    refresh(start, peer, why);
  }

  /** Says something to everybody. */
  void tell(Frame frame) {
    for (Peer peer : List.copyOf(byStart.values())) {
      if (peer.hears != null) {
        peer.hears.send(frame);
      }
    }
  }

  /** Says goodbye to everybody, over all links: the one or the other comes first. */
  void leave() {
    leaving = true;
    for (Peer peer : List.copyOf(byStart.values())) {
      for (@Nullable Link link : new Link[] {peer.hears, peer.speaks}) {
        if (link != null) {
          link.close(new Frame.Goodbye(), "this process leaves");
        }
      }
    }
  }

  /** Runs a task once nobody is linked any more. */
  void whenAlone(Runnable task) {
    alone = task;
    if (byStart.isEmpty()) {
      task.run();
    }
  }

  /** Begins on the event loop; ends anywhere. */
  Membership.Listening listen(Context loop, Context context, Consumer<MembershipEvent> events) {
    Listener listener = new Listener(context, events);
    loop.runOnContext(_ -> {
      present.forEach(member -> tell(listener, new MembershipEvent.Joined(member)));
      listeners.add(listener);
    });
    return () -> loop.runOnContext(_ -> listeners.remove(listener));
  }

  private Peer peer(Member member, String start) {
    return byStart.computeIfAbsent(start, _ -> new Peer(member));
  }

  private void refresh(String start, Peer peer, String why) {
    boolean was = peer.present;
    peer.present = peer.complete();
    if (!peer.connected() && byStart.remove(start) != null && byStart.isEmpty()) {
      alone.run();
    }
    publish();
    if (!was && peer.present) {
      directory.present(peer);
      LOG.info("Joined {} ({}); {}", peer.member, peer.member.roles(), count());
      tell(new MembershipEvent.Joined(peer.member));
    } else if (was && !peer.present) {
      directory.absent(peer);
      if (leaving) {
        return;
      }
      if (peer.leaving) {
        LOG.info("{} has left; {}", peer.member, count());
        tell(new MembershipEvent.Left(peer.member));
      } else {
        LOG.warn("Lost {}, which may be alive: {}; {}", peer.member, why, count());
        tell(new MembershipEvent.Suspected(peer.member, why));
      }
    }
  }

  private void publish() {
    Map<Incarnation, Member> members = new HashMap<>();
    List<Member> complete = new ArrayList<>();
    for (Peer peer : byStart.values()) {
      members.put(peer.member.incarnation(), peer.member);
      if (peer.present) {
        complete.add(peer.member);
      }
    }
    complete.sort(Comparator.comparing(Member::incarnation));
    connected = Map.copyOf(members);
    present = List.copyOf(complete);
    joinedOnce |= !complete.isEmpty();
  }

  private String count() {
    return present.isEmpty() ? "alone now" : "with " + present.size() + " now";
  }

  private void tell(MembershipEvent event) {
    listeners.forEach(listener -> tell(listener, event));
  }

  private static void tell(Listener listener, MembershipEvent event) {
    listener.context().runOnContext(_ -> listener.events().accept(event));
  }
}
