package dev.fairlead.webhook;

import dev.fairlead.mesh.process.MeshProcess;
import dev.fairlead.sdk.webhook.Webhooks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A process that serves webhooks, and somebody who asks them. */
final class Served implements AutoCloseable {

  private final MeshProcess process;
  private final WebhookVerticle verticle;
  private String deployment = "";

  private Served(MeshProcess process, WebhookVerticle verticle) {
    this.process = process;
    this.verticle = verticle;
  }

  static Served start(Webhooks webhooks, Path certificates) {
    MeshProcess process = MeshProcess.start("test", "0", Map.of());
    Served served =
        new Served(
            process,
            new WebhookVerticle(
                new WebhookSettings(
                    "127.0.0.1",
                    0,
                    certificates.resolve("tls.crt"),
                    certificates.resolve("tls.key")),
                webhooks,
                process.telemetry()));
    try {
      served.deployment = process.vertx().deployVerticle(served.verticle).await();
      return served;
    } catch (RuntimeException failure) {
      process.close();
      throw failure;
    }
  }

  URI at(String path) {
    return URI.create("https://127.0.0.1:" + verticle.actualPort() + path);
  }

  String metrics() {
    return process.telemetry().scrape("text/plain").text();
  }

  /** Stops serving; completes when it has. */
  CompletableFuture<Void> stop() {
    return process.vertx().undeploy(deployment).toCompletionStage().toCompletableFuture();
  }

  /** A client that believes this certificate and has no connection yet. */
  static HttpClient client(TestCertificate trusted) {
    return client(trusted.certificate());
  }

  /** A client that believes these certificates. */
  static HttpClient client(String pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
        store.setCertificateEntry("trusted " + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(at(path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
