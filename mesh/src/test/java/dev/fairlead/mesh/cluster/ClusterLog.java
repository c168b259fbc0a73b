package dev.fairlead.mesh.cluster;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What all members of a test say together. */
final class ClusterLog implements BeforeEachCallback, AfterEachCallback {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** Everything. */
  List<ILoggingEvent> lines() {
    return log.list;
  }

  /** How many lines have all of these parts. */
  long count(String... parts) {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> Stream.of(parts).allMatch(line::contains))
        .count();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    log.list = new CopyOnWriteArrayList<>();
    log.start();
    logger().addAppender(log);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Cluster.class.getPackageName());
  }
}
