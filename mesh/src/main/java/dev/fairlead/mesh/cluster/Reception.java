package dev.fairlead.mesh.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whoever rings, and lets in or refuses whoever says hello. On one event loop. */
final class Reception {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  /** Who has not been let in yet; more than all members would ever be at once is a flood. */
  private static final int STRANGERS_MAX = 64;

  private final Context context;
  private final Peers peers;
  private final String start;
  private final Consumer<Endpoint> learn;
  private final Consumer<Endpoint> greeted;
  private final Once refused = new Once();
  private final Set<Guest> strangers = new HashSet<>();
  private boolean closing;

  /**
   * Makes a reception that does not listen yet.
   *
   * @param learn is told where those are to be found that guests know
   * @param greeted is told where a guest itself is, who is there at this moment
   */
  Reception(
      Context context,
      Peers peers,
      String start,
      Consumer<Endpoint> learn,
      Consumer<Endpoint> greeted) {
    this.context = context;
    this.peers = peers;
    this.start = start;
    this.learn = learn;
    this.greeted = greeted;
  }

  /** Serves what comes to the port. */
  Future<NetServer> listen(NetServer server, Endpoint at) {
    return server
        .connectHandler(this::accept)
        .exceptionHandler(failure -> {
          String why = Reasons.of(failure);
          if (refused.first(why)) {
            LOG.warn("Refused a process at {}: {}", peers.self().endpoint(), why);
          }
        })
        .listen(at.port(), at.host());
  }

  /** Lets nobody in any more; whoever rings is still answered. */
  void closing() {
    closing = true;
    Set.copyOf(strangers).forEach(guest -> guest.link.close("this process leaves"));
  }

  private void accept(NetSocket socket) {
    if (strangers.size() >= STRANGERS_MAX) {
      socket.close();
      return;
    }
    Guest guest = new Guest(new Link(context, socket));
    strangers.add(guest);
    guest.link.open(guest::heard, guest::lost);
  }

  /** One connection, and who it is once that is known. */
  private final class Guest {

    final Link link;
    private @Nullable String theirStart;

    Guest(Link link) {
      this.link = link;
    }

    void heard(Frame frame) {
      switch (frame) {
        case Frame.Ring _ -> link.send(new Frame.Answer(peers.self(), start, link.farEnd()));
        case Frame.Hello(Member member, String theirs) -> hello(member, theirs);
        case Frame.Known known -> {
          if (theirStart != null) {
            known.endpoints().forEach(learn);
          }
        }
        case Frame.Subscribed _,
            Frame.Unsubscribed _,
            Frame.CaughtUp _,
            Frame.Goodbye _,
            Frame.Answer _,
            Frame.Welcome _,
            Frame.Refused _,
            Frame.Beat _ -> {
          if (theirStart != null) {
            peers.said(theirStart, link, frame);
          }
        }
      }
    }

    private void hello(Member member, String theirs) {
      if (theirStart != null || theirs.equals(start)) {
        link.close("said hello twice");
        return;
      }
      Optional<String> why =
          closing ? Optional.of(peers.self() + " leaves") : peers.refuse(member, theirs);
      if (why.isPresent()) {
        if (!closing && refused.first(why.get())) {
          LOG.warn("Refused {} to join: {}", link.remote(), why.get());
        }
        link.close(new Frame.Refused(why.get()), why.get());
        return;
      }
      theirStart = theirs;
      strangers.remove(this);
      link.send(new Frame.Welcome(peers.endpoints()));
      peers.speaks(member, theirs, link);
      greeted.accept(member.endpoint());
    }

    void lost(String why) {
      strangers.remove(this);
      if (theirStart != null) {
        peers.lost(theirStart, link, why);
      }
    }
  }
}
