package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.controlplane.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The real API server, by plain HTTP requests. */
public final class RealServer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final Optional<String> token;
  private final HttpClient http;

  private RealServer(URI base, Optional<String> token, HttpClient http) {
    this.base = base;
    this.token = token;
    this.http = http;
  }

  /** What the server said. */
  public record Answer(int code, JsonNode body) {
    public boolean ok() {
      return code < 300;
    }

    public ObjectNode object() {
      return (ObjectNode) body;
    }
  }

  public static RealServer of(ControlPlane plane) {
    HttpClient http = HttpClient.newBuilder().sslContext(trusting(plane)).build();
    return new RealServer(plane.server(), Optional.of(plane.adminToken()), http);
  }

  /** A server that asks for nothing, such as a proxy. */
  public static RealServer at(URI base) {
    return new RealServer(
        base,
        Optional.empty(),
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  private static SSLContext trusting(ControlPlane plane) {
    try (InputStream authority = Files.newInputStream(plane.authority())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(authority));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException("the control plane's authority cannot be read", unusable);
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", "");
  }

  public Answer send(String method, String path, String contentType, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException failed) {
      throw new IllegalStateException(method + " " + path, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + path, interrupted);
    }
  }
}
