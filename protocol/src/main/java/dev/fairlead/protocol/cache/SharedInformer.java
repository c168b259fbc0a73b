package dev.fairlead.protocol.cache;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One cache for everybody who reads a resource: takes the deltas of a {@link Reflector} through a
 * {@link DeltaFIFO} into an {@link Indexer} and tells what changed.
 *
 * <p>A driver adds what the reflector delivers and then calls {@link #pop} until nothing is left,
 * before it passes on the reflector's progress: a notification is told after its change is in the
 * cache, progress after all changes up to it are.
 */
public final class SharedInformer {

  private final Indexer indexer;
  private final DeltaFIFO fifo;

  /** Creates an empty cache with these indexes. */
  public SharedInformer(Set<Index> indexes) {
    this.indexer = new Indexer(indexes);
    this.fifo = new DeltaFIFO(indexer);
  }

  /** Takes in a change; it becomes visible with {@link #pop}. */
  public void add(Delta delta) {
    fifo.add(delta);
  }

  /** Makes the changes of one object visible and tells of them; empty when nothing waits. */
  public Optional<List<Notification>> pop() {
    return fifo.pop().map(popped -> take(popped.deltas()));
  }

  /** Whether the first complete list is visible. */
  public boolean hasSynced() {
    return fifo.hasSynced();
  }

  /** What is visible. */
  public Lister lister() {
    return indexer;
  }

  private List<Notification> take(List<Delta> deltas) {
    List<Notification> told = new ArrayList<>(2);
    for (Delta delta : deltas) {
      switch (delta) {
        case Delta.Added added -> put(added.object(), told);
        case Delta.Updated updated -> put(updated.object(), told);
        case Delta.Deleted deleted -> remove(deleted, told);
        case Delta.Sync sync -> resync(sync.name(), told);
        case Delta.Replaced replaced ->
            throw new IllegalStateException("the FIFO takes a list apart: " + replaced);
      }
    }
    return told;
  }

  private void put(ObservedObject object, List<Notification> told) {
    Optional<ObservedObject> before = indexer.put(object);
    if (before.isEmpty()) {
      told.add(new Notification.Added(object));
    } else if (!uid(before.get()).equals(uid(object))) {
      // The name was deleted and created again while nobody watched.
      told.add(new Notification.Deleted(before.get(), true));
      told.add(new Notification.Added(object));
    } else if (!version(before.get()).equals(version(object))) {
      told.add(new Notification.Updated(before.get(), object));
    }
  }

  private void remove(Delta.Deleted deleted, List<Notification> told) {
    indexer
        .remove(deleted.object().name())
        .ifPresent(before -> {
          boolean same = uid(before).equals(uid(deleted.object()));
          told.add(
              new Notification.Deleted(
                  same ? deleted.object() : before, deleted.finalStateUnknown() || !same));
        });
  }

  private void resync(NamespacedName name, List<Notification> told) {
    indexer.get(name).ifPresent(object -> told.add(new Notification.Resynced(object)));
  }

  private static String uid(ObservedObject object) {
    return object.metadata().uid();
  }

  private static ResourceVersion version(ObservedObject object) {
    return object.resourceVersion();
  }
}
