package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Web Tokens signed with ES256 by a key that lives as long as the process (RFC 7515, 7518,
 * 7519). Thread-safe.
 */
final class Jwt {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /** As RFC 7518 calls it. */
  static final String ALGORITHM = "ES256";

  private static final String JDK_ALGORITHM = "SHA256withECDSAinP1363Format";

  /** Made for the first token: many a sandbox never signs one, and it takes a moment. */
  private @Nullable Key key;

  private record Key(KeyPair pair, String id) {}

  private synchronized Key key() {
    if (key == null) {
      key = newKey();
    }
    return key;
  }

  private static Key newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
      return new Key(pair, ENCODER.encodeToString(digest));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256 and SHA-256", e);
    }
  }

  String sign(ObjectNode claims) {
    ObjectNode header =
        JsonNodeFactory.instance.objectNode().put("alg", ALGORITHM).put("kid", key().id());
    String content = encode(header) + "." + encode(claims);
    try {
      Signature signature = Signature.getInstance(JDK_ALGORITHM);
      signature.initSign(key().pair().getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key is our own", e);
    }
  }

  /** The claims of a token, whoever signed it; empty for what is no token. */
  static Optional<JsonNode> claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(utf8(parts[1]))).filter(JsonNode::isObject);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this key has signed it. */
  boolean signed(String token) {
    int end = token.lastIndexOf('.');
    try {
      Signature signature = Signature.getInstance(JDK_ALGORITHM);
      signature.initVerify(key().pair().getPublic());
      signature.update(token.substring(0, end).getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The public key as RFC 7517 has it, for {@code /openid/v1/jwks}. */
  ObjectNode jwks() {
    ECPublicKey key = (ECPublicKey) key().pair().getPublic();
    ObjectNode jwks = JsonNodeFactory.instance.objectNode();
    jwks.putArray("keys")
        .addObject()
        .put("use", "sig")
        .put("kty", "EC")
        .put("kid", key().id())
        .put("crv", "P-256")
        .put("alg", ALGORITHM)
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
    return jwks;
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(bytes.length, fixed.length);
    System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
    return ENCODER.encodeToString(fixed);
  }

  private static String encode(ObjectNode json) {
    return ENCODER.encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String utf8(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
