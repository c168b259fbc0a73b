package dev.fairlead.launcher.config;

import dev.fairlead.mesh.cluster.Endpoint;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a setting takes. Every value is one text, as a flag or a variable has it; a list stands
 * there with commas, and in YAML as a sequence.
 *
 * @param allowed what is allowed, to follow the word "takes"
 * @param list whether it is a list
 * @param schema what a JSON Schema says of it, as far as one can
 * @param reader the value of a text; empty if it is not allowed
 * @param writer a text of which the reader makes an equal value
 */
public record ValueType<T>(
    String allowed,
    boolean list,
    Map<String, Object> schema,
    Function<String, Optional<T>> reader,
    Function<T, String> writer) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> NOTHING = Map.of("type", "null");
  private static final String DURATION = "([0-9]+(ms|s|m|h))+";
  private static final Duration LONGEST = Duration.ofDays(365);

  /** The value of a text; empty if it is not allowed. */
  Optional<T> read(String text) {
    return reader.apply(text);
  }

  /** How a value is written. */
  String write(T value) {
    return writer.apply(value);
  }

  /** Any text, the empty one included. */
  static ValueType<String> text() {
    return scalar("a text", TEXT, Optional::of, Function.identity());
  }

  /** The path of a file; empty for none. */
  static ValueType<String> path() {
    return scalar(
        "the path of a file",
        TEXT,
        text -> text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty(),
        Function.identity());
  }

  /** A name as Kubernetes gives them to namespaces: a label of RFC 1123. */
  static ValueType<String> label() {
    return scalar(
        "a name of lower-case letters, digits and \"-\", 63 at most",
        matching(LABEL.pattern()),
        text -> Optional.of(text).filter(it -> LABEL.matcher(it).matches()),
        Function.identity());
  }

  static ValueType<List<String>> labels() {
    return listOf(
        "names of lower-case letters, digits and \"-\"",
        label().schema(),
        label().reader(),
        Function.identity());
  }

  static ValueType<List<Endpoint>> addresses() {
    return listOf(
        "addresses HOST:PORT such as 10.0.0.7:5701",
        matching(".+:[0-9]+"),
        ValueType::endpoint,
        Endpoint::toString);
  }

  private static Optional<Endpoint> endpoint(String text) {
    try {
      return Optional.of(Endpoint.parse(text)).filter(it -> it.port() > 0);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  static ValueType<List<SourceAddress>> sources() {
    return listOf(
        "sources such as kubernetes:NAMESPACE/NAME, consul:http://HOST:8500/KEY or"
            + " vault:https://HOST:8200/PATH",
        matching("(kubernetes|consul|vault):.+"),
        SourceAddress::parse,
        SourceAddress::text);
  }

  static ValueType<Integer> port() {
    return integer("a port from 0 (any) to 65535", 0, 65_535);
  }

  static ValueType<Integer> count(int least, int most) {
    return integer("a number from %d to %d".formatted(least, most), least, most);
  }

  static ValueType<Double> share() {
    return decimal("a share from 0 to 1 such as 0.1", "0|1|[01]?\\.\\d{1,9}", 1);
  }

  /** So many a second. */
  static ValueType<Double> rate() {
    return decimal("a number from 0 to 10000 such as 10 or 0.5", "\\d{1,5}(\\.\\d{1,3})?", 10_000);
  }

  /** A number from 0 on; its form is a pattern that knows no sign. */
  private static ValueType<Double> decimal(String allowed, String form, int most) {
    Pattern decimal = Pattern.compile(form);
    return scalar(
        allowed,
        Map.of("type", "number", "minimum", 0, "maximum", most),
        text ->
            Optional.of(text)
                .filter(it -> decimal.matcher(it).matches())
                .map(Double::valueOf)
                .filter(number -> number <= most),
        number -> BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
  }

  private static ValueType<Integer> integer(String allowed, int least, int most) {
    Pattern digits = Pattern.compile("\\d{1,9}");
    return scalar(
        allowed,
        Map.of("type", "integer", "minimum", least, "maximum", most),
        text ->
            Optional.of(text)
                .filter(it -> digits.matcher(it).matches())
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most),
        String::valueOf);
  }

  /** The same or nothing. */
  static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
    return scalar(
        type.allowed() + ", or nothing",
        Map.of("anyOf", List.of(type.schema(), Map.of("enum", List.of("")), NOTHING)),
        text -> {
          Optional<T> value = type.read(text);
          return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
        },
        value -> value.map(type::write).orElse(""));
  }

  static ValueType<Boolean> flag() {
    return scalar(
        "true or false",
        Map.of("type", "boolean"),
        text ->
            switch (text) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        String::valueOf);
  }

  /** A constant of an enum, in whichever case; written as the enum writes itself. */
  static <E extends Enum<E>> ValueType<E> oneOf(Class<E> constants) {
    List<E> all = List.of(constants.getEnumConstants());
    String names = all.stream().map(ValueType::written).collect(Collectors.joining(", "));
    return scalar(
        "one of " + names,
        Map.of(
            "enum",
            all.stream()
                .map(ValueType::written)
                .flatMap(
                    name -> Stream.of(name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)))
                .toList()),
        text -> all.stream().filter(it -> it.name().equalsIgnoreCase(text)).findFirst(),
        ValueType::written);
  }

  private static String written(Enum<?> constant) {
    return constant instanceof org.slf4j.event.Level
        ? constant.name()
        : constant.name().toLowerCase(Locale.ROOT);
  }

  static ValueType<Duration> duration() {
    return scalar(
        "a duration from 1ms to 8760h such as 250ms, 15s, 5m or 1h",
        matching(DURATION),
        text -> DurationText.read(text).filter(it -> it.isPositive() && it.compareTo(LONGEST) <= 0),
        DurationText::write);
  }

  /** What a Lease can say: its duration is a whole number of seconds. */
  static ValueType<Duration> wholeSeconds() {
    return scalar(
        "a duration of whole seconds from 1s to 1h such as 15s",
        matching(DURATION),
        text ->
            DurationText.read(text)
                .filter(it ->
                    it.isPositive()
                        && it.toMillisPart() == 0
                        && it.compareTo(Duration.ofHours(1)) <= 0),
        DurationText::write);
  }

  static ValueType<Long> size() {
    return scalar(
        "a size from 1KB to 1000GB such as 100MB or 64MiB",
        matching("[0-9]+[KMG]i?B"),
        text -> SizeText.read(text).filter(it -> it >= 1_000 && it <= 1_000_000_000_000L),
        SizeText::write);
  }

  /** An absolute URL with a place in it; or empty. */
  static ValueType<String> urlWith(String place) {
    return scalar(
        "a URL with " + place + " in it, or nothing",
        TEXT,
        text ->
            Optional.of(text)
                .filter(
                    it -> it.isEmpty() || (it.contains(place) && isUrl(it.replace(place, "0")))),
        Function.identity());
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static Map<String, Object> matching(String pattern) {
    return Map.of("type", "string", "pattern", "^(" + pattern + ")$");
  }

  private static <T> ValueType<T> scalar(
      String allowed,
      Map<String, Object> schema,
      Function<String, Optional<T>> reader,
      Function<T, String> writer) {
    return new ValueType<>(allowed, false, schema, reader, writer);
  }

  private static <T> ValueType<List<T>> listOf(
      String allowed,
      Map<String, Object> item,
      Function<String, Optional<T>> reader,
      Function<T, String> writer) {
    return new ValueType<>(
        "a list of " + allowed,
        true,
        Map.of("type", "array", "items", item),
        text -> readAll(text, reader),
        values -> values.stream().map(writer).collect(Collectors.joining(",")));
  }

  private static <T> Optional<List<T>> readAll(String text, Function<String, Optional<T>> reader) {
    List<T> values = new ArrayList<>();
    if (text.isBlank()) {
      return Optional.of(values);
    }
    for (String item : Arrays.asList(text.split(",", -1))) {
      Optional<T> value = reader.apply(item.strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }
}
