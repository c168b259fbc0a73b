package dev.fairlead.operators.paymentgateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.operators.paymentgateway.certificate.TestAuthority.Plan;
import java.io.IOException;
import java.io.StringWriter;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;

class KeyedChainTest {

  private final Map<String, String> entries = new HashMap<>(TestAuthority.root("one").entries());

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    KeyedChain chain = KeyedChain.of(entries);

    assertThat(KeyedChain.of(chain.entries()).fingerprint())
        .isEqualTo(KeyedChain.of(chain.entries()).fingerprint());
    assertThat(KeyedChain.of(chain.entries()).certificate()).isEqualTo(chain.certificate());
  }

  @Test
  void anRsaKeyAsOpenSslWritesItIsRead() throws Exception {
    PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(key.getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();

    assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", pkcs1)).orElseThrow().getEncoded())
        .isEqualTo(key.getEncoded());
  }

  @Test
  void anEcKeyAsOpenSslWritesItIsRead() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] sec1 =
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1)
            .getEncoded();

    assertThat(Pem.privateKey(pem("EC PRIVATE KEY", sec1)).orElseThrow())
        .isInstanceOfSatisfying(
            ECPrivateKey.class, read -> assertThat(read.getS()).isEqualTo(key.getS()));
  }

  @Test
  void aWrongSecretSaysWhatIsWrongWithIt() {
    assertRefused("tls.crt", "", "CertificateMissing", "has no certificate in tls.crt");
    assertRefused("tls.crt", "certainly not PEM", "CertificateMissing", "has no certificate");
    assertRefused(
        "tls.crt",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "CertificateUnreadable",
        "has a tls.crt that cannot be read");
    assertRefused("tls.key", "", "KeyMissing", "has no private key in tls.key");
    assertRefused(
        "tls.key",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "KeyUnreadable",
        "has a tls.key that cannot be read");
    assertRefused("tls.key", TestAuthority.root("other").key(), "KeyMismatch", "belong");
    assertRefused("tls.key", Plan.named("other").keys("RSA").root().key(), "KeyMismatch", "belong");
    assertRefused(
        "ca.crt",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "CertificateUnreadable",
        "has a ca.crt that cannot be read");
  }

  @Test
  void anEncryptedKeyIsNotAskedForItsPassphrase() throws Exception {
    byte[] encrypted = new EncryptedPrivateKeyInfo("RSA", new byte[] {1, 2, 3}).getEncoded();

    assertRefused(
        "tls.key", pem("ENCRYPTED PRIVATE KEY", encrypted), "KeyEncrypted", "without a passphrase");
  }

  @Test
  void itsTextHasNoKey() throws Exception {
    TestAuthority one = TestAuthority.root("one");
    String key = one.key().lines().skip(1).findFirst().orElseThrow();

    assertThat(KeyedChain.of(one.entries()).toString()).contains("CN=one").doesNotContain(key);
  }

  private static String pem(String type, byte[] content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(new PemObject(type, content));
    }
    return text.toString();
  }

  private void assertRefused(String entry, String content, String reason, String words) {
    Map<String, String> wrong = new HashMap<>(entries);
    wrong.put(entry, content);
    assertThatExceptionOfType(UnusableException.class)
        .isThrownBy(() -> KeyedChain.of(wrong))
        .satisfies(refused -> {
          assertThat(refused.reason()).isEqualTo(reason);
          assertThat(refused.explanation()).contains(words);
          assertThat(refused.getCause()).isNull();
        });
  }
}
