package dev.fairlead.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A certificate for the loopback address that signs itself, made in memory: clients are given it as
 * their authority. Written by hand in DER (RFC 5280), because the JDK can read certificates but has
 * no public way to make one.
 *
 * @param certificate in PEM
 * @param key the private key in PEM
 */
public record ServerCertificate(String certificate, String key) {

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final String ECDSA_SHA256 = "06082a8648ce3d040302";
  private static final String COMMON_NAME = "0603550403";
  private static final String BASIC_CONSTRAINTS = "0603551d13";
  private static final String ALTERNATIVE_NAMES = "0603551d11";

  /**
   * @param from when it begins to be valid; it is for ten years
   */
  public static ServerCertificate create(Instant from) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] algorithm = der(SEQUENCE, hex(ECDSA_SHA256));
      byte[] body = body(pair, algorithm, from);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      byte[] certificate = der(SEQUENCE, body, algorithm, bits(signature.sign()));
      return new ServerCertificate(
          pem("CERTIFICATE", certificate), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has elliptic curves", e);
    }
  }

  private static byte[] body(KeyPair pair, byte[] algorithm, Instant from) {
    byte[] name =
        der(
            SEQUENCE,
            der(SET, der(SEQUENCE, hex(COMMON_NAME), der(0x0c, ascii("fairlead-sandbox")))));
    byte[] validity =
        der(SEQUENCE, time(from), time(from.atOffset(ZoneOffset.UTC).plusYears(10).toInstant()));
    byte[] authority =
        der(SEQUENCE, hex(BASIC_CONSTRAINTS), hex("0101ff"), der(0x04, hex("30030101ff")));
    byte[] names =
        der(
            SEQUENCE,
            der(0x82, ascii("localhost")),
            der(0x87, new byte[] {127, 0, 0, 1}),
            der(0x87, hex("00000000000000000000000000000001")));
    byte[] extensions =
        der(
            0xa3,
            der(SEQUENCE, authority, der(SEQUENCE, hex(ALTERNATIVE_NAMES), der(0x04, names))));
    byte[] serial =
        der(0x02, new BigInteger(64, new SecureRandom()).add(BigInteger.ONE).toByteArray());
    return der(
        SEQUENCE,
        hex("a003020102"),
        serial,
        algorithm,
        name,
        validity,
        name,
        pair.getPublic().getEncoded(),
        extensions);
  }

  private static byte[] time(Instant instant) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(instant);
    return der(0x18, ascii(text));
  }

  private static byte[] bits(byte[] bytes) {
    return der(0x03, new byte[] {0}, bytes);
  }

  /** A tag, the length of what follows, and that. */
  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length <= 0xff) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String pem(String type, byte[] encoded) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }
}
