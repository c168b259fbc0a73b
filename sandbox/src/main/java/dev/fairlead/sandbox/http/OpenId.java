package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.ServiceAccountTokens;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What others need to verify the tokens of service accounts by themselves. Thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class OpenId implements Documents {

  private static final String KEYS = "/openid/v1/jwks";

  private final ServiceAccountTokens tokens;
  private final Supplier<String> server;

  /**
   * @param server under which URL clients reach the server
   */
  public OpenId(ServiceAccountTokens tokens, Supplier<String> server) {
    this.tokens = tokens;
    this.server = server;
  }

  @Override
  public Optional<Document> find(String path, String query, String accept) {
    return switch (path) {
      case "/.well-known/openid-configuration", "/.well-known/openid-configuration/" ->
          Optional.of(document("application/json", configuration()));
      case KEYS, KEYS + "/" -> Optional.of(document("application/jwk-set+json", tokens.jwks()));
      default -> Optional.empty();
    };
  }

  private ObjectNode configuration() {
    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
    configuration.put("issuer", ServiceAccountTokens.ISSUER).put("jwks_uri", server.get() + KEYS);
    configuration.putArray("response_types_supported").add("id_token");
    configuration.putArray("subject_types_supported").add("public");
    configuration
        .putArray("id_token_signing_alg_values_supported")
        .add(ServiceAccountTokens.ALGORITHM);
    return configuration;
  }

  private static Document document(String contentType, ObjectNode content) {
    return new Document(
        200,
        contentType,
        Buffer.buffer(content.toString()),
        Map.of("Cache-Control", "public, max-age=3600"));
  }
}
