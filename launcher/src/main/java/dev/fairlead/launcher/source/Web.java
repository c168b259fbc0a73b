package dev.fairlead.launcher.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a server for JSON over HTTP. Blocks; an interrupt ends a call. */
final class Web {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_BYTES = 4 << 20;

  /** What came; the body is missing where it is no JSON. */
  record Answer(int status, HttpHeaders headers, JsonNode body) {}

  private final URI server;
  private final Optional<Path> authorities;
  private Optional<HttpClient> client = Optional.empty();

  /**
   * Calls a server.
   *
   * @param authorities PEM file of those whose certificates are trusted; empty for those of the JVM
   */
  Web(URI server, Optional<Path> authorities) {
    this.server = server;
    this.authorities = authorities;
  }

  URI server() {
    return server;
  }

  /**
   * Makes a call.
   *
   * @param path with its query
   * @param body as JSON; empty for none
   * @throws IOException with a message for people, if no answer came
   */
  Answer ask(String method, String path, Map<String, String> headers, String body, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(timeout)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    try {
      HttpResponse<InputStream> response =
          client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream bytes = response.body()) {
        return new Answer(
            response.statusCode(), response.headers(), parse(bytes.readNBytes(LONGEST_BYTES)));
      }
    } catch (IOException failure) {
      throw new IOException(
          "cannot be reached (%s); check that it runs at %s".formatted(cause(failure), server),
          failure);
    }
  }

  private static String cause(IOException failure) {
    String words = failure.getMessage();
    if (failure instanceof ConnectException) {
      return words == null ? "connection refused" : words;
    }
    return words == null ? failure.getClass().getSimpleName() : words;
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode read = JSON.readTree(bytes);
      return read == null ? MissingNode.getInstance() : read;
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** Made with the first call, so that authorities that are not there yet can be waited for. */
  private HttpClient client() throws IOException {
    if (client.isEmpty()) {
      HttpClient.Builder builder =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
      if (authorities.isPresent()) {
        builder.sslContext(trusting(authorities.get()));
      }
      client = Optional.of(builder.build());
    }
    return client.get();
  }

  private static SSLContext trusting(Path pem) throws IOException {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(pem + " holds no certificates: " + unusable.getMessage(), unusable);
    }
  }
}
