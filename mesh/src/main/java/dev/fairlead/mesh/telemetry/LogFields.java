package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * What every line that is logged about an attempt has in SLF4J's MDC, whichever role says it: the
 * object, the attempt, and whose trace and request it belongs to.
 */
public final class LogFields {

  private LogFields() {}

  /** The fields of an attempt; those that are empty are left out. */
  public static Map<String, String> of(Token token, TraceContext trace) {
    Map<String, String> fields = new HashMap<>();
    fields.put("controller", token.partition().controller());
    fields.put("namespace", token.key().namespace());
    fields.put("name", token.key().name());
    fields.put("epoch", Long.toString(token.epoch()));
    fields.put("attempt", Long.toString(token.attempt()));
    fields.put("trace.id", trace.traceId());
    fields.put("http.request.id", trace.headers().getOrDefault(Headers.REQUEST_ID, ""));
    Headers.MEMBERS.forEach(member -> fields.put(member, trace.baggage(member)));
    fields.values().removeIf(String::isEmpty);
    return Map.copyOf(fields);
  }

  /** Does some work with these fields, instead of those that the thread has. */
  public static void within(Map<String, String> fields, Runnable work) {
    Optional<Map<String, String>> before = Optional.ofNullable(MDC.getCopyOfContextMap());
    MDC.setContextMap(fields);
    try {
      work.run();
    } finally {
      before.ifPresentOrElse(MDC::setContextMap, MDC::clear);
    }
  }
}
