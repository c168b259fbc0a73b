package dev.fairlead.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Somebody outside all Pods who tries to speak to one. */
final class Stranger {

  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  /** Makes a member answer, and a web server complain. */
  private static final byte[] GREETING = "FLM1\r\n\r\n".getBytes(US_ASCII);

  enum Met {
    /** It said something. */
    SOMEBODY,
    /** It was hung up on. */
    NOBODY
  }

  private Stranger() {}

  static Met inPlainText(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return greet(socket);
    } catch (IOException hungUp) {
      return Met.NOBODY;
    }
  }

  /** Speaks TLS as a sidecar does, and shows no certificate. */
  static Met withoutCertificate(String host, int port) {
    try (Socket socket = tls().getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      SSLSocket secure = (SSLSocket) socket;
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"istio"});
      secure.setSSLParameters(parameters);
      return greet(socket);
    } catch (IOException hungUp) {
      return Met.NOBODY;
    }
  }

  private static Met greet(Socket socket) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.getOutputStream().write(GREETING);
    return socket.getInputStream().read() < 0 ? Met.NOBODY : Met.SOMEBODY;
  }

  private static SSLContext tls() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** It is not the stranger who is to be protected. */
  private static final class Everybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
