package dev.fairlead.mesh.cluster;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address that is dialled until whoever is there is linked, and again when that ends: it is
 * rung, answers who it is, and unless that is known already it is said hello. On one event loop.
 */
final class Dial {

  private static final Logger LOG = LoggerFactory.getLogger(Dial.class);

  private static final long RETRY_MIN_MILLIS = 100;

  /** A process that comes back is joined within two seconds. */
  private static final long RETRY_MAX_MILLIS = 2_000;

  /** An address of one who is known by another may some day be another's. */
  private static final long KNOWN_MILLIS = 10_000;

  private static final String NOT_YET = "has not answered yet";

  private final Dialer dialer;
  private final Endpoint endpoint;
  private @Nullable Link link;
  private @Nullable String greeting;
  private @Nullable Member linked;
  private String answer = NOT_YET;
  private boolean own;
  private boolean connecting;
  private boolean ended;
  private long retryMillis = RETRY_MIN_MILLIS;
  private long usefulAt = System.nanoTime();

  Dial(Dialer dialer, Endpoint endpoint) {
    this.dialer = dialer;
    this.endpoint = endpoint;
  }

  /** What came of it, for people. */
  String answer() {
    return answer;
  }

  /** Whether something came of it. */
  boolean answered() {
    return !answer.equals(NOT_YET);
  }

  /** Whether this very process is there. */
  boolean own() {
    return own;
  }

  /** How long nobody has been met there. */
  long uselessMillis() {
    return linked == null ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - usefulAt) : 0;
  }

  void dial() {
    if (ended || link != null || connecting) {
      return;
    }
    connecting = true;
    dialer
        .client()
        .connect(endpoint.port(), endpoint.host())
        .onComplete(_ -> connecting = false)
        .onSuccess(socket -> {
          Link connection = new Link(dialer.context(), socket);
          link = connection;
          connection.open(frame -> heard(connection, frame), why -> lost(connection, why));
          if (ended) {
            connection.close("not needed any more");
          } else {
            connection.send(new Frame.Ring());
          }
        })
        .onFailure(failure -> failed(Reasons.of(failure)));
  }

  /** Does not dial any more; what is linked stays. */
  void end() {
    ended = true;
    if (link != null && linked == null) {
      link.close("not needed any more");
    }
  }

  private void heard(Link connection, Frame frame) {
    switch (frame) {
      case Frame.Answer(Member member, String start, Optional<Endpoint> seen) ->
          answered(
              connection, dialer.seesProxy(connection, seen) ? member.proxied() : member, start);
      case Frame.Welcome welcome -> {
        if (greeting != null && linked != null) {
          answer = "joined " + linked.incarnation();
          retryMillis = RETRY_MIN_MILLIS;
          connection.beats();
          welcome.known().forEach(dialer::learn);
          dialer.peers().hears(linked, greeting, connection);
        }
      }
      case Frame.Refused(String why) -> {
        linked = null;
        connection.close("refused: " + why);
      }
      case Frame.Known known -> known.endpoints().forEach(dialer::learn);
      case Frame.Goodbye _ -> {
        if (greeting != null) {
          dialer.peers().said(greeting, connection, frame);
        }
      }
      case Frame.Ring _,
          Frame.Hello _,
          Frame.Subscribed _,
          Frame.Unsubscribed _,
          Frame.CaughtUp _,
          Frame.Beat _ -> {}
    }
  }

  private void answered(Link connection, Member member, String start) {
    own = start.equals(dialer.start());
    if (own) {
      known(connection, "this process itself");
    } else if (dialer.peers().hears(start) || !dialer.greet(start)) {
      known(connection, "joined " + member.incarnation());
    } else {
      greeting = start;
      linked = member;
      connection.send(new Frame.Hello(dialer.peers().self(), dialer.start()));
    }
  }

  private void known(Link connection, String who) {
    answer = who;
    usefulAt = System.nanoTime();
    link = null;
    connection.close("known already");
    dialer.later(this, KNOWN_MILLIS);
  }

  private void lost(Link connection, String why) {
    if (link != connection) {
      return;
    }
    link = null;
    String start = greeting;
    if (start != null) {
      greeting = null;
      dialer.greeted(start);
      if (linked != null) {
        usefulAt = System.nanoTime();
        linked = null;
      }
      dialer.peers().lost(start, connection, why);
    }
    failed(why);
  }

  private void failed(String why) {
    own = false;
    answer = why;
    if (ended) {
      return;
    }
    if (dialer.news(endpoint + why)) {
      LOG.info("{} is not joined: {}", endpoint, why);
    }
    // A little apart, so that two that start together do not stay in step.
    dialer.later(this, retryMillis + ThreadLocalRandom.current().nextLong(retryMillis / 4 + 1));
    retryMillis = Math.min(2 * retryMillis, RETRY_MAX_MILLIS);
  }
}
