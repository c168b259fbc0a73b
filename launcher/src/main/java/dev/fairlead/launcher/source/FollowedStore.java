package dev.fairlead.launcher.source;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What vertx-config sees of a source: the last text that was good, at once and whatever becomes of
 * the source. A source that fails is followed again after a pause that doubles. That it is away is
 * logged once for each cause, and that it is back.
 */
final class FollowedStore implements ConfigStore, Source.Follower {

  private static final Logger LOG = LoggerFactory.getLogger(FollowedStore.class);

  private static final int LONGEST_PAUSE = 30;

  private final String name;
  private final Source source;
  private final Duration pause;
  private final Duration patience;
  private final long beginNanos = System.nanoTime();
  private final Promise<Buffer> first = Promise.promise();
  private final Thread thread;
  private volatile Optional<Buffer> latest = Optional.empty();

  /** Only the thread that follows uses it; empty while all is well. */
  private String told = "";

  /**
   * Begins to follow a source.
   *
   * @param name of the source, as messages have it
   * @param pause after the first failure; at most thirty times that
   * @param patience how long the first text may take
   */
  FollowedStore(String name, Source source, Duration pause, Duration patience) {
    this.name = name;
    this.source = source;
    this.pause = pause;
    this.patience = patience;
    this.thread = Thread.ofVirtual().name("configuration " + name).start(this::follow);
  }

  private void follow() {
    Duration wait = pause;
    try {
      while (true) {
        boolean well = told.isEmpty();
        away(source.follow(this));
        wait = well ? pause : wait.multipliedBy(2);
        Duration longest = pause.multipliedBy(LONGEST_PAUSE);
        wait = wait.compareTo(longest) > 0 ? longest : wait;
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
      }
    } catch (InterruptedException closed) {
      first.tryFail("closed");
    }
  }

  @Override
  public void text(String text) {
    if (!told.isEmpty()) {
      told = "";
      LOG.info("{} is back", name);
    }
    Buffer bytes = Buffer.buffer(text);
    latest = Optional.of(bytes);
    first.tryComplete(bytes);
  }

  @Override
  public void away(String why) {
    boolean news = !why.equals(told);
    told = why;
    if (latest.isPresent()) {
      if (news) {
        LOG.warn("{}: {}; what it said last stays in force", name, why);
      }
    } else if (System.nanoTime() - beginNanos >= patience.toNanos()) {
      first.tryFail(name + ": " + why);
    } else if (news) {
      LOG.warn("{}: {}; trying again for {} s", name, why, patience.toSeconds());
    }
  }

  @Override
  public Future<Buffer> get() {
    return latest.map(Future::succeededFuture).orElseGet(first::future);
  }

  @Override
  public Future<Void> close() {
    thread.interrupt();
    return Future.succeededFuture();
  }
}
