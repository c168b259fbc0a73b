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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The headers that carry a trace, names in lower case, and what of them is let in. */
public final class Headers {

  /** The id that proxies give to a request; OpenTelemetry does not know it. */
  public static final String REQUEST_ID = "x-request-id";

  private static final String BAGGAGE = "baggage";

  /** The members of the baggage that go with an attempt; others stay outside. */
  static final Set<String> MEMBERS = Set.of("tenant", "zone_pref");

  /** What goes with an attempt beside its trace. */
  static final List<String> CARRIED = List.of(BAGGAGE, REQUEST_ID);

  /** The bound that W3C Baggage sets for one header, in bytes; a longer one is passed over. */
  private static final int BAGGAGE_MAX = 8192;

  /** A member with a longer value is passed over: it goes with every message of an attempt. */
  private static final int MEMBER_MAX = 256;

  private static final int OTHERS_MAX = 512;

  /** The octets of a value of W3C Baggage, which are those that nobody has to escape. */
  private static final Pattern MEMBER =
      Pattern.compile("[\\x21\\x23-\\x2b\\x2d-\\x3a\\x3c-\\x5b\\x5d-\\x7e]{1," + MEMBER_MAX + "}");

  private static final Set<String> IN_PARTS = Set.of("tracestate", BAGGAGE);

  private static final List<String> NAMES =
      List.of(
          "traceparent",
          "tracestate",
          "b3",
          "x-b3-traceid",
          "x-b3-spanid",
          "x-b3-sampled",
          "x-b3-flags",
          BAGGAGE,
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
   * bounds only, and of the baggage the members {@code tenant} and {@code zone_pref} only. A header
   * that may be sent in parts is joined; another that comes twice counts as none.
   *
   * @param values the values of a header, by its name in lower case
   */
  public static TraceContext read(Function<String, List<String>> values) {
    Map<String, String> taken = new HashMap<>();
    for (String name : NAMES) {
      List<String> parts = values.apply(name);
      String value = String.join(",", parts);
      int max = name.equals(BAGGAGE) ? BAGGAGE_MAX : OTHERS_MAX;
      if ((parts.size() == 1 || (parts.size() > 1 && IN_PARTS.contains(name)))
          && !value.isEmpty()
          && value.length() <= max
          && isPrintable(value)) {
        taken.put(name, value);
      }
    }
    String members = members(new TraceContext(taken));
    if (members.isEmpty()) {
      taken.remove(BAGGAGE);
    } else {
      taken.put(BAGGAGE, members);
    }
    return new TraceContext(taken);
  }

  private static String members(TraceContext from) {
    return MEMBERS.stream()
        .sorted()
        .filter(member -> MEMBER.matcher(from.baggage(member)).matches())
        .map(member -> member + "=" + from.baggage(member))
        .collect(Collectors.joining(","));
  }

  private static boolean isPrintable(String value) {
    return value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
  }
}
