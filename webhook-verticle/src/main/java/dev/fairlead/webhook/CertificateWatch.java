package dev.fairlead.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of the certificate again and again, since a Secret that is mounted changes behind
 * a symbolic link, which no file system tells of reliably. A pair that cannot be used, is half
 * written or expired, changes nothing; what is wrong with it is told once. Lives on the server's
 * event loop.
 */
final class CertificateWatch {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
  private static final long LOOK_MILLIS = 1_000;

  /** Half of what cert-manager leaves of a certificate of ninety days when it renews it. */
  private static final Duration SOON = Duration.ofDays(15);

  private final Vertx vertx;
  private final WebhookSettings settings;
  private final HttpServer server;
  private ServingCertificate used;
  private String found = "";
  private String told = "";
  private boolean looking;
  private long timer;

  CertificateWatch(
      Vertx vertx, WebhookSettings settings, HttpServer server, ServingCertificate used) {
    this.vertx = vertx;
    this.settings = settings;
    this.server = server;
    this.used = used;
  }

  void open() {
    warnOfExpiry();
    timer = vertx.setPeriodic(LOOK_MILLIS, _ -> look());
  }

  void close() {
    vertx.cancelTimer(timer);
  }

  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    vertx
        .executeBlocking(() -> ServingCertificate.read(vertx, settings), false)
        .compose(this::use)
        .onFailure(failure -> keepOld(String.valueOf(failure.getMessage())))
        .onComplete(_ -> looking = false);
  }

  private Future<Void> use(ServingCertificate read) {
    if (read.equals(used)) {
      found = "";
      warnOfExpiry();
      return Future.succeededFuture();
    }
    Optional<String> unaccepted = read.unaccepted(Instant.now());
    if (unaccepted.isPresent()) {
      keepOld("%s: %s".formatted(settings.certificate(), unaccepted.get()));
      return Future.succeededFuture();
    }
    return server
        .updateSSLOptions(read.ssl())
        .onSuccess(_ -> {
          used = read;
          found = "";
          told = "";
          LOG.info(
              "Webhooks are served with the new certificate in {}, until {}",
              settings.certificate(),
              read.notAfter());
        })
        .mapEmpty();
  }

  /** Files that are just being written are not worth a word: it is said at the second look. */
  private void keepOld(String why) {
    boolean again = why.equals(found);
    found = why;
    if (again && once(why)) {
      LOG.error("Webhooks are served with the old certificate: {}", why);
    }
  }

  private void warnOfExpiry() {
    Instant now = Instant.now();
    Optional<String> unaccepted = used.unaccepted(now);
    if (unaccepted.isPresent()) {
      if (once(unaccepted.get())) {
        LOG.error(
            "The API server refuses the certificate in {}: {}",
            settings.certificate(),
            unaccepted.get());
      }
    } else if (isSoon(now) && once("soon " + used.notAfter())) {
      LOG.warn(
          "The certificate in {} expires at {} and is not renewed yet",
          settings.certificate(),
          used.notAfter());
    }
  }

  /** What is left is little, also for one that never lives long. */
  private boolean isSoon(Instant now) {
    Duration tenth = Duration.between(used.notBefore(), used.notAfter()).dividedBy(10);
    Duration left = Duration.between(now, used.notAfter());
    return left.compareTo(tenth.compareTo(SOON) < 0 ? tenth : SOON) < 0;
  }

  private boolean once(String what) {
    boolean first = !what.equals(told);
    told = what;
    return first;
  }
}
