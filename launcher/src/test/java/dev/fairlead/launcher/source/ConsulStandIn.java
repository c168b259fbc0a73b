package dev.fairlead.launcher.source;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Consul's store as its documentation describes it: values in Base64, an index of the last change
 * in a header, and queries that wait for another index.
 */
final class ConsulStandIn extends StandIn {

  private final Map<String, String> values = new TreeMap<>();
  private final Optional<String> token;
  private long index = 10;
  private int calls;

  /** A server that wants this token. */
  ConsulStandIn(Optional<String> token) throws IOException {
    this.token = token;
  }

  synchronized void put(String key, String value) {
    values.put(key, value);
    index++;
    notifyAll();
  }

  synchronized void delete(String key) {
    values.remove(key);
    index++;
    notifyAll();
  }

  /** As after a restore from a snapshot. */
  synchronized void restore(long earlier) {
    index = earlier;
    notifyAll();
  }

  synchronized int calls() {
    return calls;
  }

  @Override
  synchronized void answer(HttpExchange call) throws IOException, InterruptedException {
    calls++;
    if (token.isPresent()
        && !token.get().equals(call.getRequestHeaders().getFirst("X-Consul-Token"))) {
      send(call, 403, "Permission denied");
      return;
    }
    long known = parameter(call.getRequestURI(), "index").map(Long::parseLong).orElse(0L);
    long seconds =
        parameter(call.getRequestURI(), "wait")
            .map(it -> Long.parseLong(it.replace("s", "")))
            .orElse(0L);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (known > 0 && known == index && System.nanoTime() < until) {
      TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
    }
    call.getResponseHeaders().set("X-Consul-Index", Long.toString(index));
    String key = call.getRequestURI().getPath().substring("/v1/kv/".length());
    String value = values.get(key);
    if (value == null) {
      send(call, 404, "");
      return;
    }
    String coded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    send(call, 200, "[{\"Key\":\"%s\",\"Value\":\"%s\"}]".formatted(key, coded));
  }
}
