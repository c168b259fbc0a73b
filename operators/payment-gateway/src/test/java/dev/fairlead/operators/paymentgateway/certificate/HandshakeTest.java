package dev.fairlead.operators.paymentgateway.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/**
 * What is issued is good for TLS: the JDK's own server shows it, and its own client believes it.
 */
class HandshakeTest {

  private static final char[] NO_PASSWORD = {};

  private final Instant now = Instant.now();
  private final TestAuthority root = TestAuthority.root("root");

  @Test
  void aClientThatTrustsTheRootBelievesTheServer() throws Exception {
    TestAuthority below = root.intermediate(TestAuthority.Plan.named("below"));

    assertThat(greet(issue(below), root.certificate(), "pay.example.com")).isEqualTo('!');
  }

  @Test
  void nobodyBelievesItUnderAnotherNameOrAnotherRoot() throws Exception {
    KeyedChain issued = issue(root);

    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(() -> greet(issued, root.certificate(), "other.example.com"));
    assertThatExceptionOfType(SSLException.class)
        .isThrownBy(
            () -> greet(issued, TestAuthority.root("root").certificate(), "pay.example.com"));
  }

  private KeyedChain issue(TestAuthority authority) throws UnusableException {
    return KeyedChain.of(
        authority
            .at(now)
            .issue(
                new CertificateRequest(
                    List.of("pay.example.com"), Duration.ofHours(2), Duration.ofHours(1)),
                now)
            .entries());
  }

  private static int greet(KeyedChain shown, X509Certificate trusted, String name)
      throws Exception {
    SSLContext server = server(shown);
    SSLContext client = client(trusted);
    try (SSLServerSocket listening =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answer(listening));
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket.getInputStream().read();
      } finally {
        answering.join();
      }
    }
  }

  private static void answer(SSLServerSocket listening) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.getOutputStream().write('!');
    } catch (java.io.IOException refused) {
      assertThat(refused).isInstanceOf(SSLException.class);
    }
  }

  private static SSLContext server(KeyedChain shown) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry(
        "server", shown.key(), NO_PASSWORD, shown.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext client(X509Certificate trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setCertificateEntry("root", trusted);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
