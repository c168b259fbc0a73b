package dev.fairlead.webhook;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open. */
final class Heard extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Heard(Class<?> source) {
    logger = (Logger) LoggerFactory.getLogger(source);
  }

  static Heard of(Class<?> source) {
    Heard heard = new Heard(source);
    heard.start();
    heard.logger.addAppender(heard);
    return heard;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  void await(String part) {
    Awaitility.await()
        .alias(part)
        .atMost(Duration.ofMinutes(1))
        .until(() -> lines.stream().anyMatch(line -> line.contains(part)));
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
