package dev.fairlead.protocol.message;

import java.util.Map;

/**
 * The context of a request that travels with an attempt: W3C trace context, request id, baggage.
 *
 * @param headers the headers as they go on the wire, names in lower case, such as {@code
 *     traceparent}, {@code x-request-id}, {@code baggage}
 */
public record TraceContext(Map<String, String> headers) {

  /** No context: an attempt begins a trace of its own. */
  public static final TraceContext NONE = new TraceContext(Map.of());

  public TraceContext {
    headers = Map.copyOf(headers);
  }

  /** The W3C {@code traceparent}; empty if there is none. */
  public String traceparent() {
    return headers.getOrDefault("traceparent", "");
  }

  /**
   * The value of a member of the {@code baggage} as it was sent, without its properties; empty if
   * none.
   */
  public String baggage(String member) {
    for (String each : headers.getOrDefault("baggage", "").split(",", -1)) {
      String[] pair = each.split(";", 2)[0].split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(member)) {
        return pair[1].strip();
      }
    }
    return "";
  }

  /** The trace id in hex; empty if there is none. */
  public String traceId() {
    String parent = traceparent();
    return parent.length() >= 35 ? parent.substring(3, 35) : "";
  }
}
