package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.User;
import dev.fairlead.sandbox.audit.AuditEvent;
import dev.fairlead.sandbox.audit.AuditLog;
import dev.fairlead.sandbox.rest.Call;
import dev.fairlead.sandbox.rest.RequestInfo;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one request leaves in the audit log: it is gathered on the way, and written when the answer
 * ends, however it does. A request that gets no answer leaves nothing. Used by the thread that
 * serves the request.
 */
final class AuditTrail {

  private final Optional<AuditLog> log;
  private final HttpServerRequest request;
  private final RequestInfo info;
  private final String id;
  private final Instant received;
  private Optional<User> user = Optional.empty();
  private Optional<Call> call = Optional.empty();
  private ObjectNode status = JsonNodeFactory.instance.objectNode();
  private boolean written;

  AuditTrail(Optional<AuditLog> log, HttpServerRequest request, RequestInfo info) {
    this.log = log;
    this.request = request;
    this.info = info;
    this.received = log.map(AuditLog::now).orElse(Instant.EPOCH);
    String said = header("Audit-ID");
    this.id = said.isEmpty() ? UUID.randomUUID().toString() : said;
  }

  /** What client and server know the request by. */
  String id() {
    return id;
  }

  void by(User who) {
    user = Optional.of(who);
  }

  void about(Call what) {
    call = Optional.of(what);
  }

  /** What the answer is, when it begins. */
  void answering(int code) {
    status.put("code", code);
  }

  /** What the answer is, where it is a {@code Status}. */
  void answering(ObjectNode refusal) {
    status = refusal;
  }

  /** The answer ends; what comes later is not told any more. */
  void end() {
    if (written || !status.has("code")) {
      return;
    }
    written = true;
    log.ifPresent(it -> it.write(event(it.now())));
  }

  private AuditEvent event(Instant answered) {
    return new AuditEvent(
        id,
        request.uri(),
        info,
        user,
        request.remoteAddress().hostAddress(),
        header("User-Agent"),
        call.map(Call::reference).orElse(Call.Reference.NONE),
        call.filter(Call::hasBody).map(_ -> header("Content-Type")).orElse(""),
        status,
        received,
        answered);
  }

  private String header(String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }
}
