package dev.fairlead.sandbox.store.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Change;
import dev.fairlead.sandbox.store.Stored;
import java.util.Optional;
import java.util.function.Predicate;

/** How a change looks to a client that sees only some objects. */
final class Selection {

  private final Optional<Predicate<ObjectNode>> filter;

  Selection(Optional<Predicate<ObjectNode>> filter) {
    this.filter = filter;
  }

  /** What the client is told; empty if it sees neither the old object nor the new one. */
  Optional<WatchEvent> event(Change change) {
    Optional<Stored> after = change.after().filter(this::sees);
    if (filter.isEmpty() && after.isPresent()) {
      return after.map(
          it -> change.adds() ? new WatchEvent.Added(it) : new WatchEvent.Modified(it));
    }
    Optional<Stored> before = change.before().filter(this::sees);
    if (after.isPresent()) {
      return after.map(
          it -> before.isPresent() ? new WatchEvent.Modified(it) : new WatchEvent.Added(it));
    }
    return before.map(it -> new WatchEvent.Deleted(it.at(change.revision())));
  }

  private boolean sees(Stored stored) {
    return filter.isEmpty() || filter.get().test(stored.object());
  }
}
