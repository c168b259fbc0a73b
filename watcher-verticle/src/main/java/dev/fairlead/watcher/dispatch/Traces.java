package dev.fairlead.watcher.dispatch;

import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The trace of every attempt: that of a user's request, else that of the first reason that brings
 * one, else a new one. An attempt that is sent again stays in its trace.
 */
final class Traces {

  private static final int REQUESTS_MAX = 10_000;

  private record Joined(Token token, TraceContext context) {}

  private final RandomGenerator random;
  private final Map<NamespacedName, Joined> attempts = new HashMap<>();

  /** What users asked for and no attempt has taken up yet; the oldest are forgotten. */
  private final LinkedHashMap<NamespacedName, TraceContext> requests = new LinkedHashMap<>();

  Traces(RandomGenerator random) {
    this.random = random;
  }

  /** A user asks for an attempt at a key. */
  void requested(NamespacedName key, TraceContext context) {
    requests.putLast(key, context);
    if (requests.size() > REQUESTS_MAX) {
      requests.pollFirstEntry();
    }
  }

  /** The zone that whoever asked for the next attempt at a key wishes for; empty if none. */
  String wishedZone(NamespacedName key) {
    TraceContext request = requests.get(key);
    return request == null ? "" : request.baggage("zone_pref");
  }

  /** The context that an attempt joins. */
  TraceContext of(Token token, List<Reason> reasons) {
    Joined known = attempts.get(token.key());
    if (known != null && known.token().equals(token)) {
      return known.context();
    }
    TraceContext context = join(token.key(), reasons);
    attempts.put(token.key(), new Joined(token, context));
    return context;
  }

  /** The trace of the attempt at a key that is under way. */
  Optional<TraceContext> running(NamespacedName key) {
    return Optional.ofNullable(attempts.get(key)).map(Joined::context);
  }

  /** The attempt is over. */
  void over(Token token) {
    Joined known = attempts.get(token.key());
    if (known != null && known.token().equals(token)) {
      attempts.remove(token.key());
    }
  }

  /** There will be no more attempts at a key. */
  void forget(NamespacedName key) {
    attempts.remove(key);
    requests.remove(key);
  }

  private TraceContext join(NamespacedName key, List<Reason> reasons) {
    TraceContext request = Optional.ofNullable(requests.remove(key)).orElse(TraceContext.NONE);
    String parent =
        Stream.concat(Stream.of(request.traceparent()), reasons.stream().map(Reason::traceparent))
            .filter(TraceParent::isValid)
            .findFirst()
            .orElseGet(() -> TraceParent.fresh(random));
    Map<String, String> headers = new HashMap<>(request.headers());
    if (!parent.equals(headers.put("traceparent", parent))) {
      headers.remove("tracestate");
    }
    return new TraceContext(headers);
  }
}
