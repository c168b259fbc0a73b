package dev.fairlead.watcher.dispatch;

import dev.fairlead.mesh.telemetry.Spans;
import dev.fairlead.mesh.telemetry.TraceSpan;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The trace of every attempt: that of a user's request, else that of the first reason that brings
 * one, else a new one. The attempt is a span from when its key became due until it is over; what
 * else made the key due is linked to it, and so is the attempt before, where that left work. An
 * attempt that is sent again stays in its trace.
 */
final class Traces {

  private static final int KEYS_MAX = 10_000;

  /**
   * An attempt that is under way.
   *
   * @param sent the context that its worker gets
   */
  private record Open(Token token, TraceSpan span, TraceContext sent) {

    void end() {
      span.close();
    }

    void end(String why) {
      span.failed(why).close();
    }
  }

  private final Spans spans;
  private final Function<Incarnation, String> address;

  /** Bounded by the credits of the workers. */
  private final Map<NamespacedName, Open> attempts = new HashMap<>();

  /** What users asked for and no attempt has taken up yet; the oldest are forgotten. */
  private final SequencedMap<NamespacedName, TraceContext> requests = new LinkedHashMap<>();

  /** Attempts that left work for the next one; the oldest are forgotten. */
  private final SequencedMap<NamespacedName, String> unfinished = new LinkedHashMap<>();

  /**
   * Of one partition.
   *
   * @param address where a worker takes its assignments
   */
  Traces(Spans spans, Function<Incarnation, String> address) {
    this.spans = spans;
    this.address = address;
  }

  /** A user asks for an attempt at a key. */
  void requested(NamespacedName key, TraceContext context) {
    putLast(requests, key, context);
  }

  /** The zone that whoever asked for the next attempt at a key wishes for; empty if none. */
  String wishedZone(NamespacedName key) {
    TraceContext request = requests.get(key);
    return request == null ? "" : request.baggage("zone_pref");
  }

  /**
   * The attempt is given to a worker, perhaps again.
   *
   * @param waited how long its key was due
   * @return the context that the assignment carries
   */
  TraceContext assigned(Token token, Incarnation worker, List<Reason> reasons, Duration waited) {
    Open known = attempts.get(token.key());
    if (known != null && known.token().equals(token)) {
      known.span().event("sent again");
      return known.sent();
    }
    if (known != null) {
      known.end("its worker did not report; the key was assigned again");
    }
    Open begun = begin(token, worker, reasons, waited);
    attempts.put(token.key(), begun);
    return begun.sent();
  }

  /** The trace of the attempt at a key that is under way. */
  Optional<TraceContext> running(NamespacedName key) {
    return Optional.ofNullable(attempts.get(key)).map(Open::sent);
  }

  /** The attempt is over. */
  void over(Finished finished) {
    take(finished.token())
        .ifPresent(ended -> {
          if (!(finished.outcome() instanceof Outcome.Done)) {
            putLast(unfinished, finished.token().key(), ended.span().context().traceparent());
          }
          ended.span().outcome(finished.outcome());
          ended.end();
        });
  }

  /** The worker will not run the attempt. */
  void refused(Token token, String why) {
    take(token).ifPresent(ended -> ended.end("refused by its worker: " + why));
  }

  /** Attempts that are not under way any more ended without a report. */
  void keepOnly(Predicate<Token> underWay) {
    attempts
        .values()
        .removeIf(attempt -> {
          boolean lost = !underWay.test(attempt.token());
          if (lost) {
            attempt.end("its worker was lost");
          }
          return lost;
        });
  }

  /** There will be no more attempts at a key than the one that is perhaps under way. */
  void forget(NamespacedName key) {
    requests.remove(key);
    unfinished.remove(key);
  }

  /** The partition is not owned here any more: what comes of its attempts others will hear. */
  void close() {
    attempts
        .values()
        .forEach(attempt -> {
          attempt.span().event("its owner gave the partition up");
          attempt.end();
        });
    attempts.clear();
  }

  private Open begin(Token token, Incarnation worker, List<Reason> reasons, Duration waited) {
    String controller = token.partition().controller();
    TraceContext joined = join(token.key(), reasons);
    TraceSpan attempt =
        spans
            .attempt(
                "attempt " + controller,
                joined,
                links(token.key(), reasons, joined),
                Instant.now().minus(waited))
            .about(token)
            .set("fairlead.worker", worker.id())
            .set("fairlead.reasons", reasons.stream().map(Reason::toString).toList());
    spans.past("queue wait", attempt.context(), waited);
    return new Open(token, attempt, sent(attempt, worker));
  }

  /** Its message is a step of its own, which the worker's work hangs on. */
  private TraceContext sent(TraceSpan attempt, Incarnation worker) {
    try (TraceSpan sending = spans.sending("assign", attempt.context())) {
      return sending
          .set("messaging.system", "vertx-eventbus")
          .set("messaging.operation.name", "send")
          .set("messaging.operation.type", "send")
          .set("messaging.destination.template", "fairlead.{mesh}.{process}.reconciler")
          .set("messaging.destination.name", address.apply(worker))
          .context();
    }
  }

  private TraceContext join(NamespacedName key, List<Reason> reasons) {
    TraceContext request = Optional.ofNullable(requests.remove(key)).orElse(TraceContext.NONE);
    String parent =
        Stream.concat(Stream.of(request.traceparent()), reasons.stream().map(Reason::traceparent))
            .filter(TraceParent::isValid)
            .findFirst()
            .orElse("");
    Map<String, String> headers = new HashMap<>(request.headers());
    if (!parent.equals(headers.put("traceparent", parent))) {
      headers.remove("tracestate");
    }
    headers.values().removeIf(String::isEmpty);
    return new TraceContext(headers);
  }

  private List<String> links(NamespacedName key, List<Reason> reasons, TraceContext joined) {
    List<String> links = new ArrayList<>();
    reasons.forEach(reason -> links.add(reason.traceparent()));
    links.add(Objects.requireNonNullElse(unfinished.remove(key), ""));
    return links.stream()
        .distinct()
        .filter(link -> TraceParent.isValid(link) && !link.equals(joined.traceparent()))
        .toList();
  }

  private Optional<Open> take(Token token) {
    Open known = attempts.get(token.key());
    if (known == null || !known.token().equals(token)) {
      return Optional.empty();
    }
    attempts.remove(token.key());
    return Optional.of(known);
  }

  private static <V> void putLast(
      SequencedMap<NamespacedName, V> map, NamespacedName key, V value) {
    map.putLast(key, value);
    if (map.size() > KEYS_MAX) {
      map.pollFirstEntry();
    }
  }
}
