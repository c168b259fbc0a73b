package dev.fairlead.sandbox.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.time.MovableClock;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final Attributes VERSION = new Attributes.NonResource("get", "/version");

  private final MovableClock clock = new MovableClock();
  private final Cluster cluster =
      new Cluster()
          .with("serviceaccounts", "{metadata: {name: bob, namespace: a, uid: u1}}")
          .role("", "actor", "[{verbs: [impersonate], apiGroups: [''], resources: [users]}]")
          .binding("", "actors", "ClusterRole", "actor", "{kind: User, name: carol}");
  private final ServiceAccountTokens tokens = new ServiceAccountTokens(cluster.objects, clock);
  private final TokenRequests requests = new TokenRequests(cluster.objects, tokens, clock);
  private final Authenticator authenticator =
      new Authenticator(
          Map.of(
              "admin-token", User.named("admin", "system:masters"),
              "carol-token", User.named("carol")),
          tokens,
          cluster.rbac);
  private final Reviews reviews =
      new Reviews(authenticator, tokens, cluster.rbac, cluster.rbac, clock);

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void aTokenOfAServiceAccountIsItsUser() throws Rejection {
    User user = authenticate(token("{}"));
    assertThat(user.name()).isEqualTo("system:serviceaccount:a:bob");
    assertThat(user.uid()).isEqualTo("u1");
    assertThat(user.groups())
        .containsExactly(
            "system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated");
  }

  @Test
  void aTokenEndsWithItsTimeAndItsAccount() throws Rejection {
    String token = token("{}");
    clock.move(Duration.ofMinutes(62));
    assertThatThrownBy(() -> authenticate(token)).hasMessage("Unauthorized");

    String other = token("{}");
    Key key = new Key("serviceaccounts", "a", "bob");
    cluster.store.delete(key, cluster.store.get(key).orElseThrow().revision());
    assertThatThrownBy(() -> authenticate(other)).hasMessage("Unauthorized");
  }

  @Test
  void aTokenForOthersIsNotForTheServer() throws Rejection {
    String token = token("{audiences: [vault]}");
    assertThatThrownBy(() -> authenticate(token)).hasMessage("Unauthorized");
    assertThat(review(token, "[vault]").path("authenticated").asBoolean()).isTrue();
    assertThat(review(token, "[]").path("error").asText())
        .isEqualTo(
            "[invalid bearer token, token audiences [\"vault\"] is invalid for the target audiences"
                + " [\"https://kubernetes.default.svc\"]]");
  }

  @Test
  void aChangedTokenIsNone() throws Rejection {
    String token = token("{}");
    String forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(review(forged, "[]").path("authenticated").asBoolean()).isFalse();
    assertThat(review("bad", "[]").path("error").asText()).isEqualTo("invalid bearer token");
  }

  @Test
  void aShortTokenIsRefused() {
    assertThatThrownBy(() -> token("{expirationSeconds: 60}"))
        .hasMessage(
            "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid"
                + " value: 60: may not specify a duration less than 10 minutes");
  }

  @Test
  void whoShowsNothingIsAnonymousAndWhoShowsNonsenseIsRefused() throws Rejection {
    MultiMap none = MultiMap.caseInsensitiveMultiMap();
    assertThat(authenticator.authenticate(none, VERSION)).isEqualTo(User.ANONYMOUS);
    assertThatThrownBy(() -> authenticate("nonsense")).hasMessage("Unauthorized");
  }

  @Test
  void impersonationNeedsItsVerb() throws Rejection {
    assertThat(impersonate("carol-token", "dave").groups()).containsExactly("system:authenticated");
    assertThat(impersonate("admin-token", "system:serviceaccount:a:bob").groups())
        .containsExactly(
            "system:serviceaccounts", "system:serviceaccounts:a", "system:authenticated");
    assertThatThrownBy(() -> impersonate("carol-token", "system:serviceaccount:a:bob"))
        .hasMessage(
            "forbidden: User \"carol\" cannot impersonate-on:serviceaccount:get path \"/version\"");
  }

  private User impersonate(String token, String user) throws Rejection {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("Authorization", "Bearer " + token).add("Impersonate-User", user);
    return authenticator.authenticate(headers, VERSION);
  }

  private User authenticate(String token) throws Rejection {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    return authenticator.authenticate(headers.add("Authorization", "Bearer " + token), VERSION);
  }

  private String token(String spec) throws Rejection {
    ObjectNode request = Cluster.read("{spec: " + spec + "}");
    return requests.create("a", "bob", request).at("/status/token").asText();
  }

  private JsonNode review(String token, String audiences) throws Rejection {
    ObjectNode review =
        Cluster.read("{spec: {token: '" + token + "', audiences: " + audiences + "}}");
    return reviews.answer("tokenreviews", "", review, User.ANONYMOUS).path("status");
  }
}
