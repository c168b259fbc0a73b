package dev.fairlead.gateway.event;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All who listen, and what they hear. Events are only asked for while somebody listens, and for a
 * while after, so that who comes back finds them. Lives on the gateway's context.
 */
public final class EventHub {

  /** How many may listen at once. */
  public static final int STREAMS_MAX = 2_000;

  private static final int EVENTS_MAX = 16_384;
  private static final long BYTES_MAX = 16 << 20;

  /** What happens within so long goes out together: a screen needs no more, and writes cost. */
  private static final Duration GATHER = Duration.ofMillis(50);

  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** Where events come from. */
  public interface Source {

    /** From now on somebody listens. */
    void open();

    /** Nobody does. */
    void close();
  }

  private final Vertx vertx;
  private final EventRing ring;
  private final Set<EventStream> streams = new HashSet<>();
  private Optional<Source> source = Optional.empty();
  private boolean listening;
  private boolean gathering;
  private boolean closed;
  private int beatsAlone;

  /**
   * Nobody listens yet.
   *
   * @param name of this gateway, in ids of events
   */
  public EventHub(Vertx vertx, String name) {
    this.vertx = vertx;
    this.ring = new EventRing(name, EVENTS_MAX, BYTES_MAX);
  }

  /** Says where events come from, and begins to count time. */
  public void start(Source events) {
    source = Optional.of(events);
    vertx.setPeriodic(BEAT.toMillis(), _ -> beat());
  }

  /** Something happened. */
  public void publish(Event event) {
    ring.append(event);
    if (!gathering && !streams.isEmpty()) {
      gathering = true;
      vertx.setTimer(
          GATHER.toMillis(),
          _ -> {
            gathering = false;
            List.copyOf(streams).forEach(EventStream::pump);
          });
    }
  }

  /** Whether nobody else may listen. */
  public boolean isFull() {
    return closed || streams.size() >= STREAMS_MAX;
  }

  /**
   * Answers a request with events, until the client goes. The headers must have been set.
   *
   * @param lastId the last event that the client has seen; empty to begin with what happens now
   */
  public void stream(
      HttpServerRequest request, EventFilter filter, Audience audience, String lastId) {
    if (!listening) {
      listening = true;
      source.ifPresent(Source::open);
    }
    beatsAlone = 0;
    EventStream stream = new EventStream(vertx, request, ring, filter, audience, streams::remove);
    streams.add(stream);
    OptionalLong place = ring.behind(lastId);
    stream.start(
        place.orElse(ring.next()),
        "retry: 2000\n" + (lastId.isEmpty() || place.isPresent() ? "" : gap(lastId)));
  }

  /** What was missed cannot be told. */
  private static String gap(String lastId) {
    return "event: gap\ndata: {\"lastEventId\":\"" + lastId + "\"}\n\n";
  }

  private void beat() {
    List.copyOf(streams).forEach(EventStream::beat);
    beatsAlone = streams.isEmpty() ? beatsAlone + 1 : 0;
    if (listening && beatsAlone * BEAT.toMillis() >= IDLE.toMillis()) {
      listening = false;
      source.ifPresent(Source::close);
      ring.clear();
    }
  }

  /** Ends every stream; the clients will come back, here or elsewhere. */
  public void close() {
    closed = true;
    source.ifPresent(Source::close);
    List.copyOf(streams).forEach(EventStream::close);
  }
}
