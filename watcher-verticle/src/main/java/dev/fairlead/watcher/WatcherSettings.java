package dev.fairlead.watcher;

import dev.fairlead.protocol.dispatch.DispatcherSettings;
import dev.fairlead.watcher.dispatch.DispatchObserver;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a watcher works.
 *
 * @param namespaces what it is narrowed to, beside what controllers declare; empty for all
 * @param epoch at which it owns its controllers
 * @param dispatcher times and bounds of every dispatcher
 * @param observer hears what is to be measured and traced, on the loop
 * @param health hears how every controller fares, on the loop, whenever that changes
 */
public record WatcherSettings(
    List<String> namespaces,
    long epoch,
    DispatcherSettings dispatcher,
    DispatchObserver observer,
    Consumer<WatcherHealth> health) {

  public WatcherSettings {
    namespaces = List.copyOf(namespaces);
  }

  /** All namespaces, the first epoch, the numbers of the design, nobody who listens. */
  public static WatcherSettings defaults(long seed) {
    return new WatcherSettings(
        List.of(), 1, DispatcherSettings.defaults(seed), DispatchObserver.NONE, _ -> {});
  }

  /** The same, narrowed. */
  public WatcherSettings in(List<String> only) {
    return new WatcherSettings(only, epoch, dispatcher, observer, health);
  }

  /** The same, telling its health. */
  public WatcherSettings telling(Consumer<WatcherHealth> listener) {
    return new WatcherSettings(namespaces, epoch, dispatcher, observer, listener);
  }
}
