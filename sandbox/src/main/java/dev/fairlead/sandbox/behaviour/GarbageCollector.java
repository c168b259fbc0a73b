package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Deletes what belongs to nobody any more, and lets owners go that wait for their dependents:
 * background, foreground and orphaning deletion.
 */
final class GarbageCollector implements Controller {

  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  /** Who names whom as an owner, by the owner's uid. */
  private final Map<String, Set<Key>> dependents = new HashMap<>();

  /** Owners that wait for their dependents, by uid. */
  private final Map<String, Key> waiting = new HashMap<>();

  @Override
  public String name() {
    return "generic-garbage-collector";
  }

  @Override
  public boolean watches(String collection) {
    return !collection.equals("events") && !collection.equals("events.events.k8s.io");
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    Key key = change.key();
    change.before().ifPresent(before -> forget(key, before, look));
    change.after().ifPresent(after -> learn(key, after));
    String uid = Json.uid(change.latest());
    if (change.after().isEmpty()) {
      waiting.remove(uid);
      dependentsOf(uid).forEach(look);
      return;
    }
    ObjectNode after = change.after().get();
    boolean waits = Json.terminating(after) && (has(after, FOREGROUND) || has(after, ORPHAN));
    if (waits) {
      waiting.put(uid, key);
      dependentsOf(uid).forEach(look);
    }
    if (waits || !Reference.in(after).isEmpty()) {
      look.accept(key);
    }
  }

  private void forget(Key key, ObjectNode before, Consumer<Key> look) {
    for (Reference reference : Reference.in(before)) {
      dependents.computeIfPresent(
          reference.uid(),
          (_, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
      Optional.ofNullable(waiting.get(reference.uid())).ifPresent(look);
    }
  }

  private void learn(Key key, ObjectNode after) {
    for (Reference reference : Reference.in(after)) {
      dependents.computeIfAbsent(reference.uid(), _ -> new TreeSet<>()).add(key);
    }
  }

  private List<Key> dependentsOf(String uid) {
    return List.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  private static boolean has(ObjectNode object, String finalizer) {
    return Json.finalizers(object).contains(finalizer);
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    Optional<ObjectNode> found = cluster.get(key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode object = found.get();
    if (!Json.terminating(object)) {
      collect(key, object, cluster);
    } else if (has(object, ORPHAN)) {
      orphan(key, object, cluster);
    } else if (has(object, FOREGROUND)) {
      release(key, object, cluster);
    }
    return Optional.empty();
  }

  /** Takes the owner out of its dependents, and lets it go. */
  private void orphan(Key key, ObjectNode object, Cluster cluster) throws Rejection {
    String uid = Json.uid(object);
    for (Key each : dependentsOf(uid)) {
      Optional<ObjectNode> dependent = cluster.get(each);
      if (dependent.isPresent()) {
        cluster.update(MANAGER, each, "", Reference.without(dependent.get(), List.of(uid)));
      }
    }
    cluster.update(MANAGER, key, "", Json.withoutFinalizer(object, ORPHAN));
  }

  /** Lets an owner go that no dependent holds. */
  private void release(Key key, ObjectNode object, Cluster cluster) throws Rejection {
    String uid = Json.uid(object);
    for (Key each : dependentsOf(uid)) {
      if (cluster.get(each).filter(it -> blocks(it, uid)).isPresent()) {
        return;
      }
    }
    cluster.update(MANAGER, key, "", Json.withoutFinalizer(object, FOREGROUND));
  }

  private static boolean blocks(ObjectNode dependent, String owner) {
    return Reference.in(dependent).stream().anyMatch(it -> it.blocks() && it.uid().equals(owner));
  }

  /** Deletes an object whose owners are all gone or going. */
  private void collect(Key key, ObjectNode object, Cluster cluster) throws Rejection {
    boolean held = false;
    boolean awaited = false;
    List<String> gone = new ArrayList<>();
    for (Reference reference : Reference.in(object)) {
      switch (state(reference, key, cluster)) {
        case STANDS -> held = true;
        case ABSENT -> gone.add(reference.uid());
        case WAITS -> {
          awaited = true;
          gone.add(reference.uid());
        }
      }
    }
    if (gone.isEmpty()) {
      return;
    }
    if (held) {
      cluster.update(MANAGER, key, "", Reference.without(object, gone));
      return;
    }
    cluster.delete(key, Json.uid(object), propagation(object, awaited));
  }

  /** Foreground where the owner waits and the object itself has dependents that hold it. */
  private Cluster.Propagation propagation(ObjectNode object, boolean awaited) {
    if (has(object, ORPHAN)) {
      return Cluster.Propagation.ORPHAN;
    }
    boolean owns = !dependentsOf(Json.uid(object)).isEmpty();
    return has(object, FOREGROUND) || (awaited && owns)
        ? Cluster.Propagation.FOREGROUND
        : Cluster.Propagation.BACKGROUND;
  }

  private enum Owner {
    STANDS,
    ABSENT,
    WAITS
  }

  private static Owner state(Reference reference, Key dependent, Cluster cluster) {
    Optional<Key> key = reference.owner(cluster, dependent);
    if (key.isEmpty()) {
      return Owner.STANDS;
    }
    Optional<ObjectNode> owner =
        cluster.get(key.get()).filter(it -> Json.uid(it).equals(reference.uid()));
    if (owner.isEmpty()) {
      return Owner.ABSENT;
    }
    boolean waits = Json.terminating(owner.get()) && has(owner.get(), FOREGROUND);
    return waits ? Owner.WAITS : Owner.STANDS;
  }
}
