package dev.fairlead.launcher.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The calls of Vault's HTTP API that a secret needs. Blocks. What cannot be had is an {@code
 * IOException} with a message for people, which never has a secret in it.
 */
final class Vault {

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final String OWN_TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

  /** A token, and for how long. */
  record Session(String token, Lease lease) {

    @Override
    public String toString() {
      return "a token, " + lease;
    }
  }

  /**
   * A secret.
   *
   * @param fields what it holds
   * @param leaseId empty where it is not lent
   * @param lease how long it is lent
   */
  record Secret(Map<String, String> fields, String leaseId, Optional<Lease> lease) {

    @Override
    public String toString() {
      return fields.keySet() + ", " + lease;
    }
  }

  private final Web web;
  private final Map<String, String> environment;

  Vault(Web web, Map<String, String> environment) {
    this.web = web;
    this.environment = Map.copyOf(environment);
  }

  /** Logs in by the ServiceAccount's token, at {@code MOUNT/ROLE} or {@code ROLE}. */
  Session login(String role) throws IOException, InterruptedException {
    int slash = role.lastIndexOf('/');
    String mount = slash < 0 ? "kubernetes" : role.substring(0, slash);
    Path file = Path.of(environment.getOrDefault("VAULT_KUBERNETES_TOKEN_FILE", OWN_TOKEN));
    ObjectNode body = object().put("role", role.substring(slash + 1));
    try {
      body.put("jwt", Files.readString(file).strip());
    } catch (IOException unreadable) {
      throw new IOException(
          "cannot read the ServiceAccount's token in %s; run in a Pod, or give VAULT_TOKEN and leave out ?role="
              .formatted(file),
          unreadable);
    }
    long now = System.nanoTime();
    Web.Answer answer = ask("POST", "auth/" + mount + "/login", Optional.empty(), body.toString());
    if (answer.status() != 200) {
      throw refused(answer, "does not let the role " + role + " in", "look at its bound names");
    }
    return session(answer.body().path("auth"), now);
  }

  /** Takes the token at hand. */
  Session token() throws IOException, InterruptedException {
    String token =
        Credential.of(environment, "VAULT_TOKEN")
            .read()
            .orElseThrow(() ->
                new IOException(
                    "there is no token; set VAULT_TOKEN or VAULT_TOKEN_FILE, or log in as"
                        + " ?role=NAME"));
    long now = System.nanoTime();
    Web.Answer answer = ask("GET", "auth/token/lookup-self", Optional.of(token), "");
    if (answer.status() != 200) {
      throw refused(answer, "does not take the token", "give VAULT_TOKEN another one");
    }
    JsonNode data = answer.body().path("data");
    boolean ends = data.hasNonNull("expire_time");
    return new Session(
        token,
        ends
            ? Lease.given(seconds(data.path("ttl")), now, data.path("renewable").asBoolean())
            : Lease.forEver(now));
  }

  private static Session session(JsonNode auth, long now) {
    long length = auth.path("lease_duration").asLong();
    return new Session(
        auth.path("client_token").asText(),
        length == 0
            ? Lease.forEver(now)
            : Lease.given(
                seconds(auth.path("lease_duration")), now, auth.path("renewable").asBoolean()));
  }

  /** The path of the API: the second version of KV has {@code data/} in it, as its command adds. */
  String locate(Session session, String path) throws IOException, InterruptedException {
    Web.Answer answer =
        ask("GET", "sys/internal/ui/mounts/" + path, Optional.of(session.token()), "");
    JsonNode mount = answer.body().path("data");
    String root = mount.path("path").asText();
    boolean second = mount.path("options").path("version").asText().equals("2");
    return answer.status() == 200
            && second
            && path.startsWith(root)
            && !path.startsWith(root + "data/")
        ? root + "data/" + path.substring(root.length())
        : path;
  }

  /** Reads a secret; of one that is made anew each time, this makes one. */
  Secret read(Session session, String path) throws IOException, InterruptedException {
    long now = System.nanoTime();
    Web.Answer answer = ask("GET", path, Optional.of(session.token()), "");
    if (answer.status() == 404) {
      throw new IOException("Vault has no secret there; write it by vault kv put");
    }
    if (answer.status() != 200) {
      throw refused(
          answer, "refuses to show it", "see its log, and whether the policy allows read");
    }
    JsonNode body = answer.body();
    JsonNode data = body.path("data");
    boolean second = data.path("metadata").has("version") && data.path("data").isObject();
    Map<String, String> fields = new TreeMap<>();
    (second ? data.path("data") : data)
        .properties()
        .forEach(it ->
            fields.put(
                it.getKey(),
                it.getValue().isTextual() ? it.getValue().asText() : it.getValue().toString()));
    String leaseId = body.path("lease_id").asText();
    return new Secret(
        fields,
        leaseId,
        leaseId.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Lease.given(
                    seconds(body.path("lease_duration")),
                    now,
                    body.path("renewable").asBoolean())));
  }

  /** Renews the token; empty if Vault does not. */
  Optional<Lease> renew(Session session, Lease lease) throws IOException, InterruptedException {
    long now = System.nanoTime();
    return renewed(
        ask("POST", "auth/token/renew-self", Optional.of(session.token()), "{}"),
        lease,
        "auth",
        now);
  }

  /** Renews a secret's lease; empty if Vault does not. */
  Optional<Lease> renew(Session session, String leaseId, Lease lease)
      throws IOException, InterruptedException {
    long now = System.nanoTime();
    String body = object().put("lease_id", leaseId).toString();
    return renewed(
        ask("PUT", "sys/leases/renew", Optional.of(session.token()), body), lease, "", now);
  }

  private static Optional<Lease> renewed(Web.Answer answer, Lease lease, String within, long now)
      throws IOException {
    if (answer.status() >= 500 || answer.status() == 429) {
      throw refused(answer, "cannot renew a lease", "see its log");
    }
    if (answer.status() != 200) {
      return Optional.empty();
    }
    JsonNode given = within.isEmpty() ? answer.body() : answer.body().path(within);
    return Optional.of(
        lease.renewed(
            seconds(given.path("lease_duration")), now, given.path("renewable").asBoolean()));
  }

  private Web.Answer ask(String method, String path, Optional<String> token, String body)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Vault-Request", "true");
    token.ifPresent(it -> headers.put("X-Vault-Token", it));
    Optional.ofNullable(environment.get("VAULT_NAMESPACE"))
        .ifPresent(it -> headers.put("X-Vault-Namespace", it));
    Web.Answer answer = web.ask(method, "/v1/" + path, headers, body, ANSWER);
    if (answer.status() == 503) {
      throw new IOException("Vault is sealed or in standby; unseal it");
    }
    return answer;
  }

  private static IOException refused(Web.Answer answer, String words, String remedy) {
    JsonNode said = answer.body().path("errors").path(0);
    return new IOException(
        "Vault %s (%d%s); %s"
            .formatted(
                words,
                answer.status(),
                said.isTextual() ? " " + said.asText().strip().replaceAll("\\s+", " ") : "",
                remedy));
  }

  /** What is less than a second is about to end. */
  private static Duration seconds(JsonNode number) {
    return Duration.ofSeconds(Math.max(1, number.asLong()));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
