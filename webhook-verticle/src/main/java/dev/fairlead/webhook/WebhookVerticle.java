package dev.fairlead.webhook;

import dev.fairlead.mesh.telemetry.Telemetry;
import dev.fairlead.sdk.webhook.Webhooks;
import dev.fairlead.webhook.review.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an operator on a TLS port. Deploying it fails with {@link WebhookStartException}
 * where it cannot listen or the certificate cannot be used; undeploying lets requests that are
 * under way end, for ten seconds at most.
 */
public final class WebhookVerticle extends VerticleBase {

  private static final long DRAIN_SECONDS = 10;

  /**
   * Longer than the 90 s after which the API server closes a connection that it does not use:
   * closed from here, one could be closed just as a request is sent.
   */
  private static final int IDLE_SECONDS = 120;

  private final WebhookSettings settings;
  private final List<Endpoint> endpoints;
  private final Telemetry telemetry;
  private Optional<CertificateWatch> watch = Optional.empty();
  private volatile @Nullable HttpServer server;

  /** Webhooks that are still to be served. */
  public WebhookVerticle(WebhookSettings settings, Webhooks webhooks, Telemetry telemetry) {
    this.settings = settings;
    this.endpoints = Endpoint.of(webhooks);
    this.telemetry = telemetry;
  }

  /** The port it listens on once it is deployed. */
  public int actualPort() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("the webhooks are not deployed");
    }
    return listening.actualPort();
  }

  @Override
  public Future<?> start() {
    return vertx
        .executeBlocking(() -> ServingCertificate.read(vertx, settings), false)
        .compose(this::listen)
        .recover(cause -> Future.failedFuture(unable(cause)));
  }

  private Future<HttpServer> listen(ServingCertificate certificate) {
    RequestHandler handler = new RequestHandler(context, endpoints, telemetry);
    return vertx
        .createHttpServer(options(certificate))
        .requestHandler(handler::handle)
        .listen()
        .onSuccess(listening -> {
          server = listening;
          CertificateWatch opened = new CertificateWatch(vertx, settings, listening, certificate);
          opened.open();
          watch = Optional.of(opened);
        });
  }

  @Override
  public Future<?> stop() {
    watch.ifPresent(CertificateWatch::close);
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  private HttpServerOptions options(ServingCertificate certificate) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(certificate.options())
            // It has spans of its own, named by path.
            .setTracingPolicy(TracingPolicy.IGNORE);
    options.setEnabledSecureTransportProtocols(ServingCertificate.PROTOCOLS);
    return options;
  }

  private WebhookStartException unable(Throwable cause) {
    String why =
        switch (cause) {
          case UnusableCertificate unusable ->
              "webhooks cannot be served: " + unusable.getMessage();
          case BindException taken ->
              "port %d of the webhooks is in use: free it or set webhooks.port to another"
                  .formatted(settings.port());
          default ->
              "webhooks cannot be served on %s:%d: %s; correct webhooks"
                  .formatted(settings.host(), settings.port(), cause.getMessage());
        };
    return new WebhookStartException(why, cause);
  }
}
