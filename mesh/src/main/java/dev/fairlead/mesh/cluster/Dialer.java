package dev.fairlead.mesh.cluster;

import io.vertx.core.Context;
import io.vertx.core.net.NetClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Whom to dial: those that are named, by the list or by the name of the service, and those that are
 * met. On one event loop, but for {@link #standing}.
 */
final class Dialer {

  /** A Pod that comes or goes changes the name's addresses. */
  private static final long RESOLVE_MILLIS = 5_000;

  /** For so long somebody who was met may be out of reach and come back to the same address. */
  private static final long MET_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final int MET_MAX = 256;

  private static final long STAND_MILLIS = 100;

  /** Who can be linked one way only is waited for so long after the first has been joined. */
  private static final long SETTLE_MILLIS = 3_000;

  private final Context context;
  private final NetClient client;
  private final Peers peers;
  private final String start;
  private final ClusterSettings settings;
  private final Map<Endpoint, Dial> dials = new HashMap<>();
  private final Set<Endpoint> named = new HashSet<>();
  private final Set<String> greeting = new HashSet<>();
  private final Once news = new Once();
  private Optional<String> nameProblem = Optional.empty();
  private final List<Long> timers = new ArrayList<>();
  private boolean closed;
  private long joinedAt;
  private volatile boolean settled;
  private volatile Standing standing;

  Dialer(Context context, NetClient client, Peers peers, String start, ClusterSettings settings) {
    this.context = context;
    this.client = client;
    this.peers = peers;
    this.start = start;
    this.settings = settings;
    named.addAll(settings.join());
    nameProblem = settings.serviceDns().map(name -> "has not been resolved yet");
    standing = stand();
  }

  /** Begins to dial, and looks from time to time whether the names have changed. */
  void open() {
    named.forEach(this::dial);
    look();
    timers.add(context.owner().setPeriodic(RESOLVE_MILLIS, _ -> look()));
    timers.add(context.owner().setPeriodic(STAND_MILLIS, this::settle));
  }

  void close() {
    closed = true;
    timers.forEach(context.owner()::cancelTimer);
    dials.values().forEach(Dial::end);
    dials.clear();
  }

  /** How the process stands with those that are named. Any thread. */
  Standing standing() {
    if (!peers.joinedOnce()) {
      return standing;
    }
    int others = peers.present().size();
    return settled ? new Standing.Joined(others) : new Standing.Joining(others);
  }

  /** Takes in that somebody may be there. */
  void learn(Endpoint endpoint) {
    if (dials.size() < MET_MAX + named.size()) {
      dial(endpoint);
    }
  }

  /** Takes in that somebody is there, and dials at once, though that was in vain a moment ago. */
  void met(Endpoint endpoint) {
    learn(endpoint);
    Dial dial = dials.get(endpoint);
    if (dial != null && !closed) {
      dial.dial();
    }
  }

  Context context() {
    return context;
  }

  NetClient client() {
    return client;
  }

  Peers peers() {
    return peers;
  }

  String start() {
    return start;
  }

  /** Whether somebody between took the connection for the one who was called. */
  boolean seesProxy(Link link, Optional<Endpoint> seenThere) {
    return settings.sidecar() != Sidecar.FALSE && !link.direct(seenThere);
  }

  /** Whether nobody else is saying hello to the same process, by another of its addresses. */
  boolean greet(String theirStart) {
    return greeting.add(theirStart);
  }

  void greeted(String theirStart) {
    greeting.remove(theirStart);
  }

  boolean news(String sentence) {
    return !closed && news.first(sentence);
  }

  void later(Dial dial, long delayMillis) {
    if (!closed) {
      context.owner().setTimer(delayMillis, _ -> dial.dial());
    }
  }

  private void dial(Endpoint endpoint) {
    if (!closed && endpoint.port() != 0 && !endpoint.equals(peers.self().endpoint())) {
      dials.computeIfAbsent(
          endpoint,
          at -> {
            Dial dial = new Dial(this, at);
            dial.dial();
            return dial;
          });
    }
  }

  private void look() {
    forget();
    settings
        .serviceDns()
        .ifPresent(name ->
            context
                .owner()
                .executeBlocking(() -> resolve(name, settings.clusterPort()), false)
                .onSuccess(this::resolved)
                .onFailure(failure ->
                    nameProblem = Optional.of("cannot be resolved: " + failure.getMessage())));
  }

  private static Set<Endpoint> resolve(String name, int port) throws UnknownHostException {
    Set<Endpoint> endpoints = new HashSet<>();
    Arrays.stream(InetAddress.getAllByName(name))
        .forEach(address -> endpoints.add(new Endpoint(address.getHostAddress(), port)));
    return endpoints;
  }

  private void resolved(Set<Endpoint> endpoints) {
    nameProblem = Optional.empty();
    named.clear();
    named.addAll(settings.join());
    named.addAll(endpoints);
    named.forEach(this::dial);
  }

  /** Whoever is neither named nor there any more. */
  private void forget() {
    dials
        .entrySet()
        .removeIf(entry -> {
          Dial dial = entry.getValue();
          boolean gone = !named.contains(entry.getKey()) && dial.uselessMillis() > MET_MILLIS;
          if (gone) {
            dial.end();
          }
          return gone;
        });
  }

  /** Looks until all who are there have been met; how it stands then, the peers tell. */
  private void settle(long timer) {
    standing = stand();
    if (!peers.joinedOnce()) {
      return;
    }
    if (joinedAt == 0) {
      joinedAt = System.nanoTime();
    }
    settled =
        (peers.settled() && named.stream().allMatch(this::answered))
            || System.nanoTime() - joinedAt > TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    if (settled) {
      context.owner().cancelTimer(timer);
    }
  }

  private boolean answered(Endpoint endpoint) {
    Dial dial = dials.get(endpoint);
    return dial == null || dial.answered();
  }

  private Standing stand() {
    List<Standing.Seeking.Answer> answers = new ArrayList<>();
    nameProblem.ifPresent(problem ->
        answers.add(new Standing.Seeking.Answer(settings.serviceDns().orElse(""), problem)));
    named.stream()
        .sorted(Comparator.comparing(Endpoint::toString))
        .filter(endpoint -> !endpoint.equals(peers.self().endpoint()))
        .forEach(endpoint -> {
          Dial dial = dials.get(endpoint);
          if (dial == null || !dial.own()) {
            answers.add(
                new Standing.Seeking.Answer(
                    endpoint.toString(), dial == null ? "has not been asked yet" : dial.answer()));
          }
        });
    return answers.isEmpty() ? new Standing.Alone() : new Standing.Seeking(answers);
  }
}
