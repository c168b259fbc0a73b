package dev.fairlead.bench.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.bench.BenchException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One watch on the children, which notes when each state of each was first seen. The same for every
 * operator, so what the watch itself takes is the same too. Times are those of {@link
 * System#nanoTime}. Safe for use by many threads.
 */
public final class ChildWatch implements AutoCloseable {

  private record State(String name, int replicas) {}

  private final HttpClient client;
  private final Function<String, HttpRequest> request;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<State, Long> firstSeen = new HashMap<>();
  private final Map<String, Long> added = new HashMap<>();
  private String version;
  private String failure = "";

  private ChildWatch(HttpClient client, Function<String, HttpRequest> request, String version) {
    this.client = client;
    this.request = request;
    this.version = version;
  }

  /**
   * Begins to watch.
   *
   * @param request asks for what follows a resourceVersion
   * @param version the first of these
   */
  static ChildWatch open(HttpClient client, Function<String, HttpRequest> request, String version) {
    ChildWatch watch = new ChildWatch(client, request, version);
    Stream<String> lines = watch.connect();
    Thread.ofPlatform().daemon().name("child-watch").start(() -> watch.read(lines));
    return watch;
  }

  private Stream<String> connect() {
    try {
      HttpResponse<Stream<String>> answer =
          client.send(request.apply(version), BodyHandlers.ofLines());
      if (answer.statusCode() != 200) {
        throw new BenchException("the watch on Deployments was refused: " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new BenchException("the watch on Deployments was not answered: " + e, e);
    } catch (InterruptedException e) {
      throw BenchException.interrupted();
    }
  }

  /** The server ends a watch that falls behind: it goes on where it was. */
  private void read(Stream<String> first) {
    Stream<String> lines = first;
    try {
      while (true) {
        try (Stream<String> open = lines) {
          open.forEach(line -> take(line, System.nanoTime()));
        }
        lines = connect();
      }
    } catch (RuntimeException broken) {
      fail("the watch on Deployments broke: " + broken);
    }
  }

  private synchronized void fail(String cause) {
    failure = cause;
  }

  private void take(String line, long nowNanos) {
    JsonNode event;
    try {
      event = mapper.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BenchException("an event is no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode object = event.path("object");
    String name = object.path("metadata").path("name").asText();
    int replicas = object.path("spec").path("replicas").asInt();
    version = object.path("metadata").path("resourceVersion").asText(version);
    synchronized (this) {
      switch (event.path("type").asText()) {
        case "ADDED" -> {
          added.put(name, nowNanos);
          firstSeen.putIfAbsent(new State(name, replicas), nowNanos);
        }
        case "MODIFIED" -> firstSeen.putIfAbsent(new State(name, replicas), nowNanos);
        case "DELETED" -> firstSeen.keySet().removeIf(state -> state.name.equals(name));
        default -> failure = "the watch on Deployments says " + line;
      }
    }
  }

  /** When a child was last created; empty if that was not seen. */
  public synchronized OptionalLong addedNanos(String name) {
    return seen(added.get(name));
  }

  /** When a child first had so many replicas, since it was last deleted; empty if it never had. */
  public synchronized OptionalLong firstSeenNanos(String name, int replicas) {
    return seen(firstSeen.get(new State(name, replicas)));
  }

  private OptionalLong seen(@Nullable Long atNanos) {
    if (!failure.isEmpty()) {
      throw new BenchException(failure);
    }
    return atNanos == null ? OptionalLong.empty() : OptionalLong.of(atNanos);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
