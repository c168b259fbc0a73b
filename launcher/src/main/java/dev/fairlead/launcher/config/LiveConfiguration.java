package dev.fairlead.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again whenever something that it is read from has changed, under a
 * process that runs. It is checked and holds as a whole: what is wrong is logged, once for each
 * change, and all stays as it was. Until it is closed.
 */
public final class LiveConfiguration implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

  /**
   * What has changed, by its keys.
   *
   * @param live what holds from now on
   * @param later what holds from the next start of the process on
   */
  public record Change(Configuration configuration, List<String> live, List<String> later) {

    public Change {
      live = List.copyOf(live);
      later = List.copyOf(later);
    }

    private static Change of(Reading.Accepted now, Values before) {
      Map<Boolean, List<String>> keys =
          now.values().differing(before).stream()
              .collect(
                  Collectors.partitioningBy(
                      place -> place.setting().reloadable(),
                      Collectors.mapping(Place::path, Collectors.toList())));
      return new Change(
          now.configuration(),
          keys.getOrDefault(true, List.of()),
          keys.getOrDefault(false, List.of()));
    }
  }

  /** Hears what becomes of changes, on the thread of the configuration. */
  public interface Listener {

    /** What is live of it holds from now on. */
    void changed(Change change);

    /**
     * A change was refused; all stays as it was.
     *
     * @param problems what is wrong, one line each
     */
    default void refused(List<String> problems) {}
  }

  private final Changes changes;
  private final Supplier<Reading> reading;

  /** What was accepted last. */
  private Values inForce;

  private final List<Listener> listeners = new ArrayList<>();
  private Optional<Change> latest = Optional.empty();

  private LiveConfiguration(Changes changes, Supplier<Reading> reading) {
    this.changes = changes;
    this.reading = reading;
    this.inForce =
        reading.get() instanceof Reading.Accepted accepted ? accepted.values() : Values.NONE;
  }

  /**
   * Begins to follow changes.
   *
   * @param changes is closed with it
   * @param reading reads everything anew
   */
  public static LiveConfiguration of(Changes changes, Supplier<Reading> reading) {
    LiveConfiguration live = new LiveConfiguration(changes, reading);
    changes.follow(live::readAgain);
    return live;
  }

  /** Follows nothing. */
  public static LiveConfiguration none() {
    return of(Changes.NONE, () -> new Reading.Refused(List.of()));
  }

  /** Tells of every change from now on, and at once of the last one before, if there was one. */
  public synchronized void tell(Listener listener) {
    listeners.add(listener);
    latest.ifPresent(listener::changed);
  }

  private synchronized void readAgain(String what) {
    switch (reading.get()) {
      case Reading.Accepted accepted -> {
        Change change = Change.of(accepted, inForce);
        inForce = accepted.values();
        latest = Optional.of(change);
        tell(what, change);
        listeners.forEach(listener -> listener.changed(change));
      }
      case Reading.Refused refused -> {
        LOG.warn(
            "{} has changed and is refused, all stays as it was: {}",
            what,
            String.join("; ", refused.problems()));
        listeners.forEach(listener -> listener.refused(refused.problems()));
      }
    }
  }

  private void tell(String what, Change change) {
    LOG.info(
        "{} has changed: {} from now on",
        what,
        change.live().isEmpty() ? "nothing else holds" : String.join(", ", change.live()));
    if (!change.later().isEmpty()) {
      LOG.warn(
          "{} has changed: {} takes effect at the next start",
          what,
          String.join(", ", change.later()));
    }
  }

  @Override
  public void close() {
    changes.close();
  }
}
