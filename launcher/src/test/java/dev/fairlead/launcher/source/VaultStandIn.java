package dev.fairlead.launcher.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Vault as its documentation describes it, as far as configuration needs it: tokens that end, KV of
 * the second version at {@code secret/}, and at {@code lent/} secrets that are made anew by each
 * reading and lent for a while, at most so long in all.
 */
final class VaultStandIn extends StandIn {

  static final String TOKEN = "s.a-token-at-hand";
  static final String ACCOUNT = "the-account-of-the-pod";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A lease that was given: until when, and at the latest. */
  private record Lent(long untilNanos, long latestNanos) {}

  private final Map<String, String> kept = new TreeMap<>();
  private final Map<String, Lent> leases = new HashMap<>();
  private final Set<String> tokens = new TreeSet<>(Set.of(TOKEN));
  private final List<String> calls = new ArrayList<>();
  private String lentText = "";
  private Duration length = Duration.ofHours(1);
  private Duration longest = Duration.ofHours(2);
  private int made;

  VaultStandIn() throws IOException {}

  /** Writes a configuration to KV. */
  synchronized void put(String path, String text) {
    kept.put(path, text);
  }

  /** What is lent from now on, and for how long. */
  synchronized void lend(String text, Duration each, Duration inAll) {
    lentText = text;
    length = each;
    longest = inAll;
  }

  /** As an operator does in an emergency. */
  synchronized void revokeAll() {
    leases.clear();
  }

  /** How often something was asked for. */
  synchronized long calls(String path) {
    return calls.stream().filter(path::equals).count();
  }

  @Override
  synchronized void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath().substring("/v1/".length());
    calls.add(path);
    JsonNode body = JSON.readTree(call.getRequestBody().readAllBytes());
    if (path.equals("auth/kubernetes/login")) {
      login(call, body);
      return;
    }
    String token = call.getRequestHeaders().getFirst("X-Vault-Token");
    if (token == null || !tokens.contains(token)) {
      refuse(call, 403, "permission denied");
    } else if (path.equals("auth/token/lookup-self")) {
      send(call, 200, "{\"data\":{\"ttl\":0,\"expire_time\":null,\"renewable\":false}}");
    } else if (path.startsWith("sys/internal/ui/mounts/secret/")) {
      send(
          call,
          200,
          "{\"data\":{\"path\":\"secret/\",\"type\":\"kv\",\"options\":{\"version\":\"2\"}}}");
    } else if (path.startsWith("sys/internal/ui/mounts/")) {
      refuse(call, 403, "preflight capability check returned 403");
    } else if (path.startsWith("secret/data/")) {
      keep(call, path.substring("secret/data/".length()));
    } else if (path.equals("lent/configuration")) {
      lend(call);
    } else if (path.equals("sys/leases/renew")) {
      renew(call, body.path("lease_id").asText());
    } else {
      refuse(call, 404, "no handler for route");
    }
  }

  private void login(HttpExchange call, JsonNode body) throws IOException {
    if (!body.path("jwt").asText().equals(ACCOUNT) || !body.path("role").asText().equals("app")) {
      refuse(call, 403, "service account name not authorized");
      return;
    }
    String token = "s.by-login-" + calls.size();
    tokens.add(token);
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("auth")
        .put("client_token", token)
        .put("lease_duration", 1)
        .put("renewable", false);
    send(call, 200, answer.toString());
  }

  private void keep(HttpExchange call, String path) throws IOException {
    String text = kept.get(path);
    if (text == null) {
      refuse(call, 404, "");
      return;
    }
    ObjectNode answer = answer("", Duration.ZERO, /* renewable= */ false);
    ObjectNode data = answer.putObject("data");
    data.putObject("metadata").put("version", 1);
    data.putObject("data").put("fairlead.yaml", text).put("another", 5);
    send(call, 200, answer.toString());
  }

  private void lend(HttpExchange call) throws IOException {
    if (lentText.isEmpty()) {
      refuse(call, 500, "failed to find entry for connection");
      return;
    }
    made++;
    String id = "lent/configuration/" + made;
    long now = System.nanoTime();
    leases.put(id, new Lent(now + length.toNanos(), now + longest.toNanos()));
    ObjectNode answer = answer(id, length, /* renewable= */ true);
    answer.putObject("data").put("fairlead.yaml", lentText);
    send(call, 200, answer.toString());
  }

  private void renew(HttpExchange call, String id) throws IOException {
    long now = System.nanoTime();
    Optional<Lent> lent =
        Optional.ofNullable(leases.get(id)).filter(it -> it.untilNanos() - now > 0);
    if (lent.isEmpty()) {
      refuse(call, 400, "lease not found");
      return;
    }
    long left = Math.min(length.toNanos(), lent.get().latestNanos() - now);
    leases.put(id, new Lent(now + left, lent.get().latestNanos()));
    send(call, 200, answer(id, Duration.ofNanos(left), /* renewable= */ true).toString());
  }

  private static ObjectNode answer(String leaseId, Duration length, boolean renewable) {
    return JSON.createObjectNode()
        .put("lease_id", leaseId)
        .put("lease_duration", length.toSeconds())
        .put("renewable", renewable);
  }

  private static void refuse(HttpExchange call, int status, String why) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("errors").add(why);
    send(call, status, answer.toString());
  }
}
