package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The collections that are watched: one for each selection, intake and set of indexes, however many
 * controllers ask for it. Lives on the loop.
 */
public final class SharedCollections {

  private record Id(Selection selection, Intake intake, Set<Index> indexes) {}

  private final EventLoop loop;
  private final ListerWatcher source;
  private final RandomGenerator seeds;
  private final Map<Id, SharedCollection> collections = new HashMap<>();

  /** None yet. */
  public SharedCollections(EventLoop loop, ListerWatcher source, RandomGenerator seeds) {
    this.loop = loop;
    this.source = source;
    this.seeds = seeds;
  }

  /**
   * The collection of a selection, which is opened if nobody watches it yet. Whoever takes it
   * {@link SharedCollection#join joins} it before the loop goes on.
   */
  public SharedCollection open(Selection selection, Intake intake, Set<Index> indexes) {
    return collections.computeIfAbsent(
        new Id(selection, intake, Set.copyOf(indexes)),
        id -> {
          SharedCollection opened =
              new SharedCollection(
                  loop, source, selection, intake, id.indexes(), seeds.nextLong(), this::eraBegan);
          opened.start();
          return opened;
        });
  }

  /** All that are watched now. */
  public Collection<SharedCollection> all() {
    return Collections.unmodifiableCollection(collections.values());
  }

  /** What one collection has found out, the others ask about at once. */
  private void eraBegan(SharedCollection first) {
    collections.values().stream()
        .filter(collection -> collection != first)
        .forEach(SharedCollection::check);
  }

  /** Tells a listener no more; the last one to leave closes the collection. */
  public void leave(SharedCollection collection, CollectionListener listener) {
    collection.leave(listener);
    if (collection.unused()) {
      collection.close();
      collections.values().remove(collection);
    }
  }

  /** Closes all of them; every stream ends at once. */
  public void close() {
    collections.values().forEach(SharedCollection::close);
    collections.clear();
  }
}
