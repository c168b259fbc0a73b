package dev.fairlead.launcher.logging;

import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A line that a person can read, such as {@code 10:15:30.123 WARN Attempt [memcached shop/cache
 * #3 @7 tenant=blue trace=4bf9…]: …}. An exception follows with its cause first.
 */
final class TextLines extends LayoutBase<ILoggingEvent> {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final String STACK_LINES = "20";

  private final RootCauseFirstThrowableProxyConverter exceptions =
      new RootCauseFirstThrowableProxyConverter();
  private final ZoneId zone = ZoneId.systemDefault();

  static Encoder<ILoggingEvent> encoder(Context context) {
    TextLines lines = new TextLines();
    lines.setContext(context);
    lines.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setLayout(lines);
    return encoder;
  }

  @Override
  public void start() {
    exceptions.setContext(getContext());
    exceptions.setOptionList(List.of(STACK_LINES));
    exceptions.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String logger = event.getLoggerName();
    return "%s %-5s %s%s: %s%n%s"
        .formatted(
            TIME.format(LocalTime.ofInstant(Instant.ofEpochMilli(event.getTimeStamp()), zone)),
            event.getLevel(),
            logger.substring(logger.lastIndexOf('.') + 1),
            attempt(event.getMDCPropertyMap()),
            event.getFormattedMessage(),
            exceptions.convert(event));
  }

  /** Which attempt it is about; nothing if it is about none. */
  private static String attempt(Map<String, String> fields) {
    StringJoiner words = new StringJoiner(" ", " [", "]").setEmptyValue("");
    add(words, fields, "controller", "");
    if (fields.containsKey("name")) {
      String namespace = fields.getOrDefault("namespace", "");
      words.add((namespace.isEmpty() ? "" : namespace + "/") + fields.get("name"));
    }
    add(words, fields, "attempt", "#");
    add(words, fields, "epoch", "@");
    add(words, fields, "tenant", "tenant=");
    add(words, fields, "http.request.id", "request=");
    add(words, fields, "trace.id", "trace=");
    return words.toString();
  }

  private static void add(
      StringJoiner words, Map<String, String> fields, String name, String before) {
    String value = fields.getOrDefault(name, "");
    if (!value.isEmpty()) {
      words.add(before + value);
    }
  }
}
