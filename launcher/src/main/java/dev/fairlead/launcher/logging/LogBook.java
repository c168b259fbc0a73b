package dev.fairlead.launcher.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.fairlead.launcher.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log goes, how its lines look and how much is told, as configured; it may be told
 * otherwise while the process runs. Thread-safe.
 *
 * <p>A program that brings a configuration of Logback by {@code -Dlogback.configurationFile}, or
 * another binding of SLF4J, is left alone.
 */
public final class LogBook {

  /** How many files are kept beside the one that is written. */
  static final int FILES_KEPT = 4;

  private static final String APPENDER = "fairlead";

  private final Map<String, String> environment;
  private Optional<Configuration.Logging> current = Optional.empty();

  /**
   * Takes nothing over as yet.
   *
   * @param environment of the process: {@code OTEL_SERVICE_NAME} names it in its lines as well
   */
  public LogBook(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Logs like this from now on; what is logged meanwhile goes to the old place or to the new.
   *
   * @throws IOException if the file cannot be written; all stays as it was
   */
  public synchronized void follow(Configuration.Logging wanted) throws IOException {
    ILoggerFactory binding = LoggerFactory.getILoggerFactory();
    if (!(binding instanceof LoggerContext context)
        || System.getProperty("logback.configurationFile") != null) {
      return;
    }
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    if (current.isEmpty() || !sameOutput(current.get(), wanted)) {
      OutputStreamAppender<ILoggingEvent> next = appender(context, wanted);
      root.detachAndStopAllAppenders();
      next.start();
      root.addAppender(next);
    }
    root.setLevel(Level.convertAnSLF4JLevel(wanted.level()));
    current = Optional.of(wanted);
  }

  private static boolean sameOutput(Configuration.Logging one, Configuration.Logging other) {
    return one.format() == other.format()
        && one.path().equals(other.path())
        && one.maxSizeBytes() == other.maxSizeBytes();
  }

  private OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, Configuration.Logging wanted) throws IOException {
    boolean json =
        switch (wanted.format()) {
          case JSON -> true;
          case TEXT -> false;
          case AUTO -> wanted.path().isPresent() || !Terminal.readsAlong();
        };
    OutputStreamAppender<ILoggingEvent> appender =
        wanted.path().isPresent()
            ? file(context, wanted.path().get(), wanted.maxSizeBytes())
            : standardError();
    Encoder<ILoggingEvent> encoder =
        json ? EcsLines.encoder(environment) : TextLines.encoder(context);
    encoder.setContext(context);
    encoder.start();
    appender.setName(APPENDER);
    appender.setContext(context);
    appender.setEncoder(encoder);
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> standardError() {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    return console;
  }

  private static OutputStreamAppender<ILoggingEvent> file(
      LoggerContext context, Path path, long maxBytes) throws IOException {
    Path whole = path.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Files.newOutputStream(whole, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();

    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setFile(whole.toString());
    FixedWindowRollingPolicy names = new FixedWindowRollingPolicy();
    names.setContext(context);
    names.setParent(file);
    names.setMinIndex(1);
    names.setMaxIndex(FILES_KEPT);
    names.setFileNamePattern(whole.toString().replace("%", "\\%") + ".%i");
    names.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(new FileSize(maxBytes));
    size.setCheckIncrement(Duration.buildByMilliseconds(200));
    size.start();
    file.setRollingPolicy(names);
    file.setTriggeringPolicy(size);
    return file;
  }
}
