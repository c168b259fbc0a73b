package dev.fairlead.sandbox.access;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out whom a request comes from: a bearer token that was agreed beforehand, a token of a
 * service account, or nobody. Thread-safe; does not block.
 */
public final class Authenticator {

  private static final String SCHEME = "bearer ";

  private final Map<String, User> tokens;
  private final ServiceAccountTokens serviceAccounts;
  private final Impersonation impersonation;

  /**
   * @param tokens users by token, such as the admin's
   */
  public Authenticator(
      Map<String, User> tokens, ServiceAccountTokens serviceAccounts, Authorizer authorizer) {
    this.tokens = Map.copyOf(tokens);
    this.serviceAccounts = serviceAccounts;
    this.impersonation = new Impersonation(authorizer);
  }

  /**
   * Whom the headers name, and then whom that user wants to be.
   *
   * @param wanted what the request is about, for the refusal's words
   * @throws Rejection 401 for a token that nobody knows, 403 for an impersonation that is not
   *     allowed
   */
  public User authenticate(MultiMap headers, Attributes wanted) throws Rejection {
    return impersonation.of(bearer(headers), headers, wanted);
  }

  private User bearer(MultiMap headers) throws Rejection {
    String header = headers.get("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return User.ANONYMOUS;
    }
    return identify(header.substring(SCHEME.length()).trim())
        .orElseThrow(() -> Status.of(401, "Unauthorized", "Unauthorized").rejection());
  }

  /** Whom a token belongs to, for the server itself; empty for nobody. */
  Optional<User> identify(String token) {
    User known = tokens.get(token);
    if (known != null) {
      return Optional.of(known.authenticated());
    }
    return switch (serviceAccounts.verify(token)) {
      case ServiceAccountTokens.Verified.Good good when good.forServer() ->
          Optional.of(good.user().authenticated());
      case ServiceAccountTokens.Verified.Good _, ServiceAccountTokens.Verified.Bad _ ->
          Optional.empty();
    };
  }

  /** The user of a token that was agreed beforehand. */
  Optional<User> known(String token) {
    return Optional.ofNullable(tokens.get(token));
  }
}
