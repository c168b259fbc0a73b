package dev.fairlead.gateway.event;

import dev.fairlead.gateway.event.EventRing.Written;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One client, at its place in the ring. It is written to as long as its socket takes it, and again
 * when that takes more. Lives on the gateway's context.
 */
final class EventStream {

  /** So much is gathered for one write. */
  private static final int BATCH_BYTES = 32 * 1024;

  /** A client that was told to go has so long to take that in. */
  private static final Duration LAST_WORD = Duration.ofSeconds(5);

  private static final String TOO_SLOW =
      """
      {"type":"https://fairlead.dev/problems/too-slow","title":"The client is too slow",\
      "status":503,"detail":"it did not take the events as fast as they came, and the oldest that\
       it lacks are no longer kept: connect again, and read anew what is shown","field":null}\
      """;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final EventRing ring;
  private final EventFilter filter;
  private final Audience audience;
  private final Consumer<EventStream> whenOver;
  private long place;
  private boolean asking;
  private boolean stuck;
  private boolean over;

  EventStream(
      Vertx vertx,
      HttpServerRequest request,
      EventRing ring,
      EventFilter filter,
      Audience audience,
      Consumer<EventStream> whenOver) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.ring = ring;
    this.filter = filter;
    this.audience = audience;
    this.whenOver = whenOver;
  }

  /** Begins at a place, with a greeting in the form of events. */
  void start(long at, String greeting) {
    place = at;
    response.setChunked(true);
    if (!isMultiplexed()) {
      response.putHeader("connection", "close");
    }
    response.exceptionHandler(_ -> over());
    response.closeHandler(_ -> over());
    response.drainHandler(_ -> pump());
    response.write(greeting + here());
    pump();
  }

  /** There is something new, or the socket takes more. */
  void pump() {
    if (over || asking) {
      return;
    }
    if (place < ring.oldest()) {
      drop(TOO_SLOW);
      return;
    }
    while (hasNext() && !response.writeQueueFull()) {
      Buffer batch = Buffer.buffer();
      while (hasNext() && batch.length() < BATCH_BYTES) {
        ring.at(place).ifPresent(next -> take(next, batch));
      }
      if (batch.length() > 0) {
        response.write(batch);
      }
    }
  }

  private boolean hasNext() {
    return place < ring.next() && !asking;
  }

  private void take(Written next, Buffer batch) {
    if (!filter.wants(next.subject())) {
      place++;
      return;
    }
    Future<Boolean> may = audience.mayHear(next.subject());
    if (may.isComplete()) {
      if (may.result()) {
        batch.appendBuffer(next.bytes());
      }
      place++;
    } else {
      asking = true;
      may.onSuccess(yes -> {
        asking = false;
        place++;
        if (yes && !over) {
          response.write(next.bytes());
        }
        pump();
      });
    }
  }

  /**
   * Time has passed. A client hears where it is, so that one that little is of interest to does not
   * come back to a place that is forgotten; one that took nothing for two beats is dropped.
   */
  void beat() {
    if (over) {
      return;
    }
    if (response.writeQueueFull()) {
      if (stuck) {
        drop(TOO_SLOW);
      }
      stuck = true;
      return;
    }
    stuck = false;
    response.write(here());
    audience.farewell().onSuccess(why -> why.ifPresent(this::drop));
  }

  /** A comment, and the id of all before its place: together no event, by the standard. */
  private String here() {
    return ":\nid: " + ring.idBefore(place) + "\n\n";
  }

  /** Says why, as a problem document, and ends; who does not even take that is cut off. */
  private void drop(String problem) {
    if (!over) {
      end(Buffer.buffer("event: dropped\ndata: " + problem + "\n\n"));
    }
  }

  /** Ends in good order: the client will come back, here or elsewhere. */
  void close() {
    if (!over) {
      end(Buffer.buffer(": the gateway stops\n\n"));
    }
  }

  private void end(Buffer lastWord) {
    over();
    Future<Void> said = response.end(lastWord);
    long timer = vertx.setTimer(LAST_WORD.toMillis(), _ -> cut());
    said.onComplete(_ -> {
      vertx.cancelTimer(timer);
      if (!isMultiplexed()) {
        cut();
      }
    });
  }

  private void cut() {
    if (isMultiplexed()) {
      response.reset();
    } else {
      request.connection().close();
    }
  }

  private boolean isMultiplexed() {
    return request.version() == HttpVersion.HTTP_2;
  }

  private void over() {
    if (!over) {
      over = true;
      whenOver.accept(this);
    }
  }
}
