package dev.fairlead.launcher.source;

import dev.fairlead.launcher.config.SourceAddress;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A key of Consul's store, followed by blocking queries: a call is answered when the key changes.
 * The index goes on as Consul's documentation asks: back to 0 where it falls, never below 1 else.
 */
final class ConsulSource implements Source {

  private static final Duration WAIT = Duration.ofMinutes(5);

  /** Consul may add a sixteenth of the wait. */
  private static final Duration TIMEOUT = WAIT.plus(WAIT.dividedBy(16)).plusSeconds(10);

  private final SourceAddress.Consul address;
  private final Web web;
  private final Credential token;

  private ConsulSource(SourceAddress.Consul address, Web web, Credential token) {
    this.address = address;
    this.web = web;
    this.token = token;
  }

  /** With the variables that Consul's own tools know. */
  static ConsulSource of(SourceAddress.Consul address, Map<String, String> environment) {
    return new ConsulSource(
        address,
        new Web(
            address.server(), Optional.ofNullable(environment.get("CONSUL_CACERT")).map(Path::of)),
        Credential.of(environment, "CONSUL_HTTP_TOKEN"));
  }

  @Override
  public String follow(Follower follower) throws InterruptedException {
    try {
      long index = 0;
      while (true) {
        Web.Answer answer = ask(index);
        switch (answer.status()) {
          case 200 -> follower.text(value(answer));
          case 404 ->
              follower.away(
                  "Consul has no key %s; put it there by consul kv put".formatted(address.key()));
          case 401, 403 -> {
            return "Consul refuses to show %s (%d); give CONSUL_HTTP_TOKEN or CONSUL_HTTP_TOKEN_FILE a token with key:read"
                .formatted(address.key(), answer.status());
          }
          default -> {
            return "Consul answers %d; see its log".formatted(answer.status());
          }
        }
        index = next(index, answer);
      }
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private Web.Answer ask(long index) throws IOException, InterruptedException {
    StringBuilder query = new StringBuilder("?wait=" + WAIT.toSeconds() + "s");
    if (index > 0) {
      query.append("&index=").append(index);
    }
    address.datacenter().ifPresent(it -> query.append("&dc=").append(escape(it)));
    Map<String, String> headers =
        token.read().map(it -> Map.of("X-Consul-Token", it)).orElse(Map.of());
    return web.ask("GET", "/v1/kv/" + address.key() + query, headers, "", TIMEOUT);
  }

  private static String value(Web.Answer answer) throws IOException {
    try {
      String coded = answer.body().path(0).path("Value").asText("");
      return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("what answers is not Consul: its value is not in Base64", malformed);
    }
  }

  /** Without an index the same answer would come again at once, for ever. */
  private static long next(long index, Web.Answer answer) throws IOException {
    long next =
        answer
            .headers()
            .firstValue("X-Consul-Index")
            .filter(it -> it.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElseThrow(
                () -> new IOException("what answers is not Consul: it sends no X-Consul-Index"));
    return next < index ? 0 : Math.max(1, next);
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
