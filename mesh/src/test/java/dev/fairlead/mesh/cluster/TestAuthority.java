package dev.fairlead.mesh.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/**
 * An authority that signs certificates in a directory, as a Secret of cert-manager has them. In DER
 * (RFC 5280), because the JDK has no public way to make certificates.
 */
final class TestAuthority {

  private static final int SEQUENCE = 0x30;

  private final String name;
  private final KeyPair pair = pair();
  private final String certificate;

  TestAuthority(String name) {
    this.name = name;
    this.certificate = certificate(name, pair, true, Duration.ofDays(1));
  }

  /** Writes a new certificate, its key and that of the authority. */
  Path issue(Path directory, String subject) {
    return issue(directory, subject, Duration.ofDays(1));
  }

  /**
   * The same.
   *
   * @param valid from now on; negative for one that has expired so long ago
   */
  Path issue(Path directory, String subject, Duration valid) {
    KeyPair theirs = pair();
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve("tls.key"), pem("PRIVATE KEY", theirs.getPrivate().getEncoded()));
      Files.writeString(directory.resolve("tls.crt"), certificate(subject, theirs, false, valid));
      Files.writeString(directory.resolve("ca.crt"), certificate);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String certificate(String subject, KeyPair theirs, boolean authority, Duration valid) {
    byte[] algorithm = der(SEQUENCE, hex("06082a8648ce3d040302"));
    Instant now = Instant.now();
    byte[] body =
        der(
            SEQUENCE,
            hex("a003020102"),
            der(2, new BigInteger(64, new SecureRandom()).add(BigInteger.ONE).toByteArray()),
            algorithm,
            name(name),
            der(SEQUENCE, time(now.minus(Duration.ofDays(2))), time(now.plus(valid))),
            name(subject),
            theirs.getPublic().getEncoded(),
            der(0xa3, der(SEQUENCE, basicConstraints(authority))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(body);
      return pem(
          "CERTIFICATE", der(SEQUENCE, body, algorithm, der(3, new byte[] {0}, signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] basicConstraints(boolean authority) {
    return der(
        SEQUENCE,
        hex("0603551d13"),
        hex("0101ff"),
        der(4, authority ? hex("30030101ff") : hex("3000")));
  }

  private static byte[] name(String commonName) {
    return der(
        SEQUENCE,
        der(0x31, der(SEQUENCE, hex("0603550403"), der(0x0c, commonName.getBytes(US_ASCII)))));
  }

  private static byte[] time(Instant instant) {
    return der(
        0x18,
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(instant)
            .getBytes(US_ASCII));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    byte[] length = BigInteger.valueOf(content.size()).toByteArray();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.size() >= 0x80) {
      int from = length[0] == 0 ? 1 : 0;
      out.write(0x80 | (length.length - from));
      out.write(length, from, length.length - from);
    } else {
      out.write(content.size());
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String pem(String type, byte[] encoded) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            type, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded));
  }
}
