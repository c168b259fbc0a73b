package dev.fairlead.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A third party verifies a token of a service account by what the server publishes. */
class OpenIdTest {

  private static final String ACCOUNT = "/api/v1/namespaces/default/serviceaccounts/default";

  @Test
  void aTokenIsVerifiedByThePublishedKey() throws Exception {
    try (Sandbox sandbox = Sandbox.start();
        Client admin = new Client(sandbox)) {
      await().until(() -> admin.get(ACCOUNT).code() == 200);
      String token = admin.post(ACCOUNT + "/token", "{spec: {}}").at("/status/token").asText();

      try (Client account = new Client(sandbox, token)) {
        JsonNode configuration = account.get("/.well-known/openid-configuration").body();
        assertThat(configuration.path("issuer").asText()).isEqualTo(part(token, 1, "iss"));
        URI keys = URI.create(configuration.path("jwks_uri").asText());
        assertThat(keys.toString()).startsWith(sandbox.url() + "/");
        Client.Reply reply = account.get(keys.getPath());
        assertThat(reply.response().headers().firstValue("Content-Type"))
            .contains("application/jwk-set+json");
        JsonNode key = reply.at("/keys/0");
        assertThat(key.path("kid").asText()).isEqualTo(part(token, 0, "kid"));
        assertThat(key.path("alg").asText())
            .isEqualTo(part(token, 0, "alg"))
            .isEqualTo(configuration.at("/id_token_signing_alg_values_supported/0").asText());

        assertThat(verifies(token, publicKey(key))).isTrue();
        assertThat(verifies(token.replaceFirst("\\.", ".A"), publicKey(key))).isFalse();
      }
    }
  }

  private static String part(String token, int index, String field) throws Exception {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    return new ObjectMapper().readTree(json).path(field).asText();
  }

  private static PublicKey publicKey(JsonNode key) throws Exception {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point = new ECPoint(coordinate(key, "x"), coordinate(key, "y"));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger coordinate(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }

  private static boolean verifies(String token, PublicKey key) throws Exception {
    int dot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key);
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }
}
