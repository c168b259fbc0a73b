package dev.fairlead.gateway;

import dev.fairlead.protocol.message.TraceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every command, whatever came of it, under the name {@code fairlead.audit}: who,
 * what, on which object, the answer, and the trace. The values come from outside, so they are
 * quoted.
 */
final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("fairlead.audit");

  private AuditLog() {}

  static void command(Endpoint endpoint, Call call, TraceContext trace, Answer answer) {
    String verb = endpoint.path().substring(endpoint.path().lastIndexOf('/') + 1);
    String object = call.isAboutObject() ? call.object().toString() : "*";
    String result =
        answer instanceof Answer.Problem problem
            ? problem.status() + " " + problem.type()
            : Integer.toString(answer.status());
    LOG.atInfo()
        .addKeyValue("user.name", call.visitor().name())
        .addKeyValue("event.action", verb)
        .addKeyValue("fairlead.controller", call.controller())
        .addKeyValue("fairlead.object", object)
        .addKeyValue("event.outcome", answer.status() < 400 ? "success" : "failure")
        .addKeyValue("http.response.status_code", answer.status())
        .log(
            "{} {} {} by {}: {} (trace {})",
            verb,
            quoted(call.controller()),
            quoted(object),
            quoted(call.visitor().name()),
            result,
            trace.traceId());
  }

  /** On one line, whatever is in it, and not for ever. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(300)
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }
}
