package dev.fairlead.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again whenever its file has changed and rests, as a ConfigMap does under
 * a process that runs. It is checked and holds as a whole: what is wrong is logged, once for each
 * change, and all stays as it was. On a virtual thread of its own, until it is closed.
 */
public final class LiveConfiguration implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

  /** Hears what becomes of changes, on the thread of the configuration. */
  public interface Listener {

    /** What is live of it holds from now on. */
    void changed(Configuration configuration);

    /** A change was refused; all stays as it was. */
    default void refused() {}
  }

  private final Path file;
  private final Supplier<Reading> reading;
  private final Duration look;
  private final Thread thread;

  /** What was read last; what changes after the start of the process is seen as a change. */
  private Optional<byte[]> known;

  private final List<Listener> listeners = new ArrayList<>();
  private Optional<Configuration> latest = Optional.empty();

  private LiveConfiguration(Path file, Supplier<Reading> reading, Duration look) {
    this.file = file;
    this.reading = reading;
    this.look = look;
    this.known = content();
    this.thread = Thread.ofVirtual().name("configuration").unstarted(this::watch);
  }

  /**
   * Begins to watch a file.
   *
   * @param reading reads all sources anew
   * @param look how often the file is looked at
   */
  public static LiveConfiguration of(Path file, Supplier<Reading> reading, Duration look) {
    LiveConfiguration live = new LiveConfiguration(file, reading, look);
    live.thread.start();
    return live;
  }

  /** Watches nothing, where there is no file. */
  public static LiveConfiguration none() {
    return new LiveConfiguration(Path.of(""), () -> new Reading.Refused(List.of()), Duration.ZERO);
  }

  /** Tells of every change from now on, and at once of the last one before, if there was one. */
  public synchronized void tell(Listener listener) {
    listeners.add(listener);
    latest.ifPresent(listener::changed);
  }

  private void watch() {
    Optional<byte[]> before = known;
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(look.toMillis());
        Optional<byte[]> now = content();
        // A file that is not there at this moment is being replaced, and one that has just changed
        // may still be written.
        if (now.isPresent() && !same(now, known) && same(now, before)) {
          known = now;
          readAgain();
        }
        before = now;
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
    return one.isPresent() && other.isPresent() && Arrays.equals(one.get(), other.get());
  }

  private Optional<byte[]> content() {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private synchronized void readAgain() {
    switch (reading.get()) {
      case Reading.Accepted accepted -> {
        LOG.info("{} has changed: what is live of it holds from now on", file);
        latest = Optional.of(accepted.configuration());
        listeners.forEach(listener -> listener.changed(accepted.configuration()));
      }
      case Reading.Refused refused -> {
        LOG.warn(
            "{} has changed and is refused, all stays as it was: {}",
            file,
            String.join("; ", refused.problems()));
        listeners.forEach(Listener::refused);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
