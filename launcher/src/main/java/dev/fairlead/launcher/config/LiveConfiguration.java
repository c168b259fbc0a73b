package dev.fairlead.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again whenever its file has changed and rests, as a ConfigMap does under
 * a process that runs. What is wrong is logged, once for each change, and all stays as it was. On a
 * virtual thread of its own, until it is closed.
 */
public final class LiveConfiguration implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

  private final Path file;
  private final Supplier<Reading> reading;
  private final Consumer<Configuration> changed;
  private final Duration look;
  private final Thread thread;

  /** What was read last; what changes after the start of the process is seen as a change. */
  private Optional<byte[]> known;

  private LiveConfiguration(
      Path file, Supplier<Reading> reading, Consumer<Configuration> changed, Duration look) {
    this.file = file;
    this.reading = reading;
    this.changed = changed;
    this.look = look;
    this.known = content();
    this.thread = Thread.ofVirtual().name("configuration").unstarted(this::watch);
  }

  /**
   * Begins to watch a file.
   *
   * @param reading reads all sources anew
   * @param changed is told of every configuration that is accepted from now on
   * @param look how often the file is looked at
   */
  public static LiveConfiguration of(
      Path file, Supplier<Reading> reading, Consumer<Configuration> changed, Duration look) {
    LiveConfiguration live = new LiveConfiguration(file, reading, changed, look);
    live.thread.start();
    return live;
  }

  /** Watches nothing, where there is no file. */
  public static LiveConfiguration none() {
    return new LiveConfiguration(
        Path.of(""), () -> new Reading.Refused(List.of()), configuration -> {}, Duration.ZERO);
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

  private void readAgain() {
    switch (reading.get()) {
      case Reading.Accepted accepted -> {
        LOG.info("{} has changed: what is live of it holds from now on", file);
        changed.accept(accepted.configuration());
      }
      case Reading.Refused refused ->
          LOG.warn(
              "{} has changed and is refused, all stays as it was: {}",
              file,
              String.join("; ", refused.problems()));
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
