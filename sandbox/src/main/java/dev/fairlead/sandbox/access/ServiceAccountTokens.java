package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Tokens of service accounts, with kube's claims. They end with their expiry, with their service
 * account or what else they are bound to, and with the process, whose key signs them. Thread-safe.
 */
public final class ServiceAccountTokens {

  /** Who issues the tokens, and whom those are for that name no audience: the server itself. */
  public static final String ISSUER = "https://kubernetes.default.svc";

  /** How they are signed, in the words of RFC 7518. */
  public static final String ALGORITHM = Jwt.ALGORITHM;

  private static final String PRIVATE = "kubernetes.io";
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  /** What a token is worth. */
  sealed interface Verified {

    /** It stands for a user, towards these audiences. */
    record Good(User user, List<String> audiences) implements Verified {

      boolean forServer() {
        return audiences.contains(ISSUER);
      }
    }

    /**
     * It stands for nobody.
     *
     * @param why empty for what is not a token of this server at all
     */
    record Bad(String why) implements Verified {}
  }

  /**
   * What a token ends with besides its service account.
   *
   * @param claim {@code pod}, {@code secret}, {@code node}
   */
  record Bound(String claim, String name, String uid) {}

  private final Jwt jwt = new Jwt();
  private final Objects objects;
  private final InstantSource clock;

  public ServiceAccountTokens(Objects objects, InstantSource clock) {
    this.objects = objects;
    this.clock = clock;
  }

  /** A new token for a service account. */
  String issue(
      JsonNode serviceAccount, List<String> audiences, Duration valid, Optional<Bound> bound) {
    JsonNode metadata = serviceAccount.path("metadata");
    String namespace = metadata.path("namespace").asText();
    String name = metadata.path("name").asText();
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    audiences.forEach(claims.putArray("aud")::add);
    claims.put("exp", now + valid.toSeconds());
    claims.put("iat", now);
    claims.put("iss", ISSUER);
    claims.put("jti", UUID.randomUUID().toString());
    ObjectNode own = claims.putObject(PRIVATE).put("namespace", namespace);
    bound.ifPresent(it -> own.putObject(it.claim()).put("name", it.name()).put("uid", it.uid()));
    own.putObject("serviceaccount").put("name", name).put("uid", metadata.path("uid").asText());
    claims.put("nbf", now);
    claims.put("sub", User.SERVICE_ACCOUNT_PREFIX + namespace + ":" + name);
    return jwt.sign(claims);
  }

  Verified verify(String token) {
    Optional<JsonNode> claims =
        Jwt.claims(token).filter(it -> it.path("iss").asText().equals(ISSUER));
    if (claims.isEmpty()) {
      return new Verified.Bad("");
    }
    if (!jwt.signed(token)) {
      return new Verified.Bad("the token's signature is not by this server's key");
    }
    return verify(claims.get());
  }

  private Verified verify(JsonNode claims) {
    Instant now = clock.instant();
    if (now.isAfter(Instant.ofEpochSecond(claims.path("exp").asLong()).plus(LEEWAY))) {
      return new Verified.Bad("service account token has expired");
    }
    JsonNode own = claims.path(PRIVATE);
    String namespace = own.path("namespace").asText();
    String name = own.path("serviceaccount").path("name").asText();
    String uid = own.path("serviceaccount").path("uid").asText();
    Optional<String> current = uidOf("serviceaccounts", namespace, name);
    if (current.isEmpty()) {
      return new Verified.Bad("serviceaccounts \"" + name + "\" not found");
    }
    if (!current.get().equals(uid)) {
      return new Verified.Bad(
          "service account UID (%s) does not match claim (%s)".formatted(current.get(), uid));
    }
    for (String claim : List.of("pod", "secret", "node")) {
      if (own.has(claim) && !stands(claim, namespace, own.path(claim))) {
        return new Verified.Bad("service account token has been invalidated");
      }
    }
    return new Verified.Good(user(claims, namespace, name, uid), audiences(claims));
  }

  private boolean stands(String claim, String namespace, JsonNode bound) {
    String within = claim.equals("node") ? "" : namespace;
    return uidOf(claim + "s", within, bound.path("name").asText())
        .filter(bound.path("uid").asText()::equals)
        .isPresent();
  }

  private static User user(JsonNode claims, String namespace, String name, String uid) {
    User plain = User.serviceAccount(namespace, name, uid);
    String id = "JTI=" + claims.path("jti").asText();
    return new User(
        plain.name(),
        plain.uid(),
        plain.groups(),
        Map.of("authentication.kubernetes.io/credential-id", List.of(id)));
  }

  private static List<String> audiences(JsonNode claims) {
    return StreamSupport.stream(claims.path("aud").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private Optional<String> uidOf(String collection, String namespace, String name) {
    return objects
        .get(new Key(collection, namespace, name))
        .map(it -> it.path("metadata").path("uid").asText());
  }

  /** The key that verifies the tokens, for {@code /openid/v1/jwks}. */
  public ObjectNode jwks() {
    return jwt.jwks();
  }
}
