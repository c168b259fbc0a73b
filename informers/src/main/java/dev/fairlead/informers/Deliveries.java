package dev.fairlead.informers;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for one handler: of each object the state that the handler was told last, and the one
 * it is to be told. First come, first served by object, and an object is handed out again only when
 * the handler is done with it. Bounded by the objects. Thread-safe.
 */
final class Deliveries {

  /**
   * One object's turn.
   *
   * @param before what the handler knows of it; empty if nothing
   * @param now what there is of it; empty if it is gone
   * @param unseen whether it went without being seen to
   */
  record Delivery(
      NamespacedName name,
      Optional<ObservedObject> before,
      Optional<ObservedObject> now,
      boolean initial,
      boolean unseen) {}

  private final Map<NamespacedName, Delivery> waiting = new LinkedHashMap<>();
  private final Set<NamespacedName> busy = new HashSet<>();
  private boolean closed;

  /** Something has happened to an object. */
  synchronized void put(Delivery news) {
    Delivery first = waiting.get(news.name());
    Delivery folded =
        first == null
            ? news
            : new Delivery(
                news.name(),
                first.before(),
                news.now(),
                first.initial() && news.initial(),
                news.unseen());
    if (folded.before().isEmpty() && folded.now().isEmpty()) {
      waiting.remove(news.name());
    } else {
      waiting.put(news.name(), folded);
    }
    notifyAll();
  }

  /** Waits for the turn of an object; empty when there is nothing to come. */
  synchronized Optional<Delivery> take() throws InterruptedException {
    while (!closed) {
      Optional<Delivery> next =
          waiting.values().stream().filter(it -> !busy.contains(it.name())).findFirst();
      if (next.isPresent()) {
        waiting.remove(next.get().name());
        busy.add(next.get().name());
        return next;
      }
      wait();
    }
    return Optional.empty();
  }

  /** The handler is done with an object. */
  synchronized void done(NamespacedName name) {
    busy.remove(name);
    notifyAll();
  }

  /** Nothing is handed out any more. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }
}
