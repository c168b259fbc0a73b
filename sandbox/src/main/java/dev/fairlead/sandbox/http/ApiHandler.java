package dev.fairlead.sandbox.http;

import dev.fairlead.sandbox.access.Authenticator;
import dev.fairlead.sandbox.access.Authorizer;
import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.audit.AuditLog;
import dev.fairlead.sandbox.fault.DebugFaults;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.rest.Answer;
import dev.fairlead.sandbox.rest.Call;
import dev.fairlead.sandbox.rest.Interference;
import dev.fairlead.sandbox.rest.Interference.Verdict;
import dev.fairlead.sandbox.rest.RequestInfo;
import dev.fairlead.sandbox.rest.Verbs;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: who sends it, what interferes, whether it may, what it answers. Runs on a
 * virtual thread for each request. Thread-safe.
 *
 * @param freeToken whose a request without credentials is, where clients send none: kubectl does
 *     not over plain HTTP; empty for nobody's
 * @param documents asked in turn for paths that are no resource
 */
public record ApiHandler(
    Authenticator authenticator,
    Optional<String> freeToken,
    Authorizer authorizer,
    Interference interference,
    DebugFaults debug,
    Kinds kinds,
    Verbs verbs,
    List<Documents> documents,
    Tables tables,
    InstantSource clock,
    Optional<AuditLog> audit) {

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

  /** Serves one request to its end. */
  void serve(Exchange exchange) {
    try {
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.drop();
    } catch (IOException e) {
      LOG.debug("{}: {}", exchange.info().path(), e.getMessage());
      exchange.drop();
    } catch (RuntimeException e) {
      LOG.error("a request failed: {} {}", exchange.info().verb(), exchange.info().path(), e);
      refuseOrDrop(
          exchange, Status.of(500, "InternalError", "Internal error occurred: " + e.getMessage()));
    } finally {
      exchange.trail().end();
    }
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    try {
      RequestInfo info = exchange.info();
      User user = authenticator.authenticate(credentials(exchange), info.attributes());
      exchange.trail().by(user);
      String agent = exchange.header("User-Agent");
      switch (interference.before(info, user, agent)) {
        case Verdict.Proceed proceed -> {
          authorizer.check(user, info.attributes());
          proceed(exchange, call(exchange, user).asOf(proceed.asOf()), Optional.empty());
        }
        case Verdict.Refuse refuse -> throw refuse.status().rejection();
        case Verdict.Drop _ -> exchange.drop();
        case Verdict.ServeLate late -> {
          authorizer.check(user, info.attributes());
          proceed(exchange, call(exchange, user), Optional.of(late));
        }
      }
    } catch (Rejection e) {
      refuse(exchange, e.status());
    }
  }

  private MultiMap credentials(Exchange exchange) {
    MultiMap headers = exchange.headers();
    if (freeToken.isPresent() && !headers.contains(HttpHeaders.AUTHORIZATION)) {
      return HttpHeaders.headers()
          .addAll(headers)
          .add(HttpHeaders.AUTHORIZATION, "Bearer " + freeToken.get());
    }
    return headers;
  }

  private void proceed(Exchange exchange, Call call, Optional<Verdict.ServeLate> late)
      throws IOException, InterruptedException, Rejection {
    RequestInfo info = exchange.info();
    exchange.trail().about(call);
    if (info.path().startsWith(DebugFaults.PATH)) {
      debug(exchange);
      return;
    }
    if (!info.resourceRequest()) {
      page(exchange);
      return;
    }
    Optional<Kind> kind = kinds.resource(info.group(), info.version(), info.resource());
    if (kind.isEmpty() && !served(info.group())) {
      exchange.text(404, "404 page not found\n");
      return;
    }
    MediaType mediaType =
        MediaType.negotiate(
            exchange.accept(),
            kind.filter(Kind::custom).isPresent(),
            info.verb().equals("list") || info.verb().equals("watch"));
    Answer answer = verbs.serve(call, interference.watch(info, call.user(), call.userAgent()));
    if (late.isPresent() && !waits(late.get())) {
      exchange.drop();
      return;
    }
    exchange.warn(call.warnings());
    new AnswerWriter(tables).write(exchange, mediaType, answer);
  }

  /** Waits before a late answer; false if it never comes. */
  private boolean waits(Verdict.ServeLate late) throws InterruptedException {
    if (late.delay().isEmpty()) {
      return false;
    }
    interference.sleep(late.delay().get());
    return true;
  }

  /** Whether a group is one of those that are built in: they know their paths better. */
  private boolean served(String group) {
    return kinds.all().stream().anyMatch(kind -> !kind.custom() && kind.group().equals(group));
  }

  private static Call call(Exchange exchange, User user) {
    String contentType = exchange.header("Content-Type").split(";", 2)[0].strip();
    return new Call(
        exchange.info(), user, exchange.header("User-Agent"), contentType, exchange.body());
  }

  private void debug(Exchange exchange) throws IOException {
    String rest = exchange.info().path().substring(DebugFaults.PATH.length());
    String method = exchange.info().verb().toUpperCase(Locale.ROOT);
    DebugFaults.Reply reply = debug.serve(method, rest, exchange.body());
    exchange.object(reply.code(), MediaType.JSON, reply.body());
  }

  private void page(Exchange exchange) throws IOException, Rejection {
    String path = exchange.info().path();
    for (Documents source : documents) {
      var found = source.find(path, exchange.rawQuery(), exchange.accept());
      if (found.isPresent()) {
        Documents.Document document = found.get().unlessKnown(exchange.header("If-None-Match"));
        document.headers().forEach(exchange::header);
        exchange.bytes(document.code(), document.contentType(), document.body().getBytes());
        return;
      }
    }
    String[] parts = path.split("/", -1);
    boolean version = parts.length > 2 && parts[1].equals("api");
    boolean groupVersion = parts.length > 3 && parts[1].equals("apis") && served(parts[2]);
    if (version || groupVersion) {
      throw Verbs.unknown().rejection();
    }
    exchange.text(404, "404 page not found\n");
  }

  private static void refuse(Exchange exchange, Status status) throws IOException {
    if (exchange.begun()) {
      exchange.drop();
      return;
    }
    status
        .details()
        .ifPresent(details ->
            details
                .retryAfterSeconds()
                .ifPresent(it -> exchange.header("Retry-After", Integer.toString(it))));
    exchange.object(status.code(), MediaType.ofError(exchange.accept()), status.json());
  }

  private static void refuseOrDrop(Exchange exchange, Status status) {
    try {
      refuse(exchange, status);
    } catch (IOException e) {
      LOG.debug("{}: {}", exchange.info().path(), e.getMessage());
      exchange.drop();
    }
  }
}
