package dev.fairlead.sandbox.store.watch;

import java.time.Duration;
import java.util.List;

/**
 * Stands between a watch and its client, to plant faults. One is made for each watch and asked on
 * the thread that reads the watch, event by event, so it may keep what it needs: to repeat an
 * event, to hold one back until a later one.
 */
@FunctionalInterface
public interface Interception {

  /** Nothing is planted. */
  Interception NONE = event -> List.of(new Step.Deliver(event));

  /** What to do next. */
  sealed interface Step {

    /** The client gets an event. */
    record Deliver(WatchEvent event) implements Step {}

    /** The client gets nothing for a while, while the connection stays as it is. */
    record Pause(Duration length) implements Step {}

    /** The watch ends without a word. */
    record End() implements Step {}
  }

  /**
   * @return what happens in place of the event, in order; nothing if it is lost
   */
  List<Step> on(WatchEvent event);

  /**
   * Asked again and again while there is no event, at least as often as the {@link #patience}.
   *
   * @return what happens now
   */
  default List<Step> idle() {
    return List.of();
  }

  /** How long a watch waits for an event before it asks what to do without one. */
  default Duration patience() {
    return Duration.ofSeconds(1);
  }
}
