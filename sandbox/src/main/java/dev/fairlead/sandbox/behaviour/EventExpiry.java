package dev.fairlead.sandbox.behaviour;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Events end a while after their last write, as etcd's leases make them. */
final class EventExpiry implements Controller {

  private final Duration last;

  /** Events that were written since they were last looked at. */
  private final Set<Key> written = new HashSet<>();

  private final Map<Key, Instant> ends = new HashMap<>();

  EventExpiry(Duration last) {
    this.last = last;
  }

  @Override
  public String name() {
    return "event-expiry";
  }

  @Override
  public boolean watches(String collection) {
    return collection.equals("events") || collection.equals("events.events.k8s.io");
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    if (change.after().isEmpty()) {
      written.remove(change.key());
      ends.remove(change.key());
    } else {
      written.add(change.key());
      look.accept(change.key());
    }
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    if (written.remove(key)) {
      ends.put(key, now.plus(last));
    }
    Instant end = ends.get(key);
    if (end == null) {
      return Optional.empty();
    }
    if (now.isBefore(end)) {
      return Optional.of(end);
    }
    ends.remove(key);
    var event = cluster.get(key);
    if (event.isPresent()) {
      cluster.delete(key, Json.uid(event.get()), Cluster.Propagation.BACKGROUND);
    }
    return Optional.empty();
  }
}
