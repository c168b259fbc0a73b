package dev.fairlead.mesh.telemetry;

import dev.fairlead.protocol.message.TraceContext;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers that carry a trace, names in lower case, and what of them is let in. */
public final class Headers {

  /** The id that proxies give to a request; OpenTelemetry does not know it. */
  public static final String REQUEST_ID = "x-request-id";

  /** The bound that W3C Baggage sets for one header, in bytes; a longer one is passed over. */
  private static final int BAGGAGE_MAX = 8192;

  private static final int OTHERS_MAX = 512;

  private static final Set<String> IN_PARTS = Set.of("tracestate", "baggage");

  private static final List<String> NAMES =
      List.of(
          "traceparent",
          "tracestate",
          "b3",
          "x-b3-traceid",
          "x-b3-spanid",
          "x-b3-sampled",
          "x-b3-flags",
          "baggage",
          REQUEST_ID);

  static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
          return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
          return headers == null ? null : headers.get(name.toLowerCase(Locale.ROOT));
        }
      };

  static final TextMapSetter<Map<String, String>> SETTER =
      (headers, name, value) -> {
        if (headers != null) {
          headers.put(name.toLowerCase(Locale.ROOT), value);
        }
      };

  private Headers() {}

  /**
   * Takes the context out of a request: known names only, values of printable ASCII within their
   * bounds only. A header that may be sent in parts is joined; another that comes twice counts as
   * none.
   *
   * @param values the values of a header, by its name in lower case
   */
  public static TraceContext read(Function<String, List<String>> values) {
    Map<String, String> taken = new HashMap<>();
    for (String name : NAMES) {
      List<String> parts = values.apply(name);
      String value = String.join(",", parts);
      int max = name.equals("baggage") ? BAGGAGE_MAX : OTHERS_MAX;
      if ((parts.size() == 1 || (parts.size() > 1 && IN_PARTS.contains(name)))
          && !value.isEmpty()
          && value.length() <= max
          && isPrintable(value)) {
        taken.put(name, value);
      }
    }
    return new TraceContext(taken);
  }

  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }
}
