package dev.fairlead.testkit.perturb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Keeps the warnings of attempts that are meant to fail out of the log, as long as it is open. */
final class Hush implements AutoCloseable {

  private final Map<Logger, Level> levels = new HashMap<>();

  Hush() {
    for (String name : List.of("dev.fairlead.reconciler", "dev.fairlead.status")) {
      if (LoggerFactory.getLogger(name) instanceof Logger logger) {
        @Nullable Level before = logger.getLevel();
        levels.put(logger, before);
        logger.setLevel(Level.ERROR);
      }
    }
  }

  @Override
  public void close() {
    levels.forEach(Logger::setLevel);
  }
}
