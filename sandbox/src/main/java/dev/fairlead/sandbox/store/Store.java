package dev.fairlead.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects. Every write takes the next revision of the one counter, as in etcd. States are
 * immutable, so that a list of any length reads one state while writes go on. Thread-safe: one
 * lock, held for moments.
 */
public final class Store {

  /** How many changes a collection remembers unless said otherwise. */
  public static final int CHANGES_MAX = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final int changesMax;
  private final Map<String, History> histories = new HashMap<>();
  private long revision = 1;
  private long compacted;

  public Store() {
    this(CHANGES_MAX);
  }

  /**
   * @param changesMax how many changes each collection remembers: lists of older states and watches
   *     from older revisions are answered with "too old", and watches that lag by more end
   */
  public Store(int changesMax) {
    this.changesMax = changesMax;
  }

  /** The revision of the last write. */
  public long revision() {
    return locked(() -> revision);
  }

  public Optional<Stored> get(Key key) {
    return locked(() -> history(key.collection()).state().get(key)).map(Entry.Present::read);
  }

  /**
   * Lists the present state.
   *
   * @param query its revision is not looked at
   */
  public Listing.Page state(Query query) {
    Located present =
        locked(() -> new Located(history(query.scope().collection()).state(), revision));
    return present.state.page(present.revision, query);
  }

  private record Located(Snapshot state, long revision) {}

  /** Lists a state: the present one, or an older one as far back as it is known. */
  public Listing list(Query query) {
    if (query.revision().isEmpty()) {
      return state(query);
    }
    long at = query.revision().getAsLong();
    Snapshot state;
    lock.lock();
    try {
      History history = history(query.scope().collection());
      if (at > revision) {
        return new Listing.TooNew(at, revision);
      }
      if (at < history.oldest()) {
        return new Listing.TooOld(at, history.oldest());
      }
      state = history.state(at);
    } finally {
      lock.unlock();
    }
    return state.page(at, query);
  }

  /**
   * Writes a new object, if there is none.
   *
   * @param object from now on nobody's to change. Its resourceVersion may say anything
   */
  public Written create(Key key, ObjectNode object) {
    return locked(() -> {
      Optional<Stored> present = present(key);
      return present.isPresent() ? new Written.Conflict(present) : put(key, object);
    });
  }

  /**
   * Writes another version of an object, if its present one is the expected. An object that already
   * is what it should be is left alone, and keeps its revision.
   *
   * @param object from now on nobody's to change. Its resourceVersion may say anything
   */
  public Written update(Key key, long expected, ObjectNode object) {
    return locked(() -> {
      Optional<Stored> present = present(key);
      if (present.isEmpty() || present.get().revision() != expected) {
        return new Written.Conflict(present);
      }
      return same(present.get().object(), Stored.of(key, expected, object).object())
          ? new Written.Done(present.get())
          : put(key, object);
    });
  }

  /** Deletes an object, if its present version is the expected one. */
  public Written delete(Key key, long expected) {
    return locked(() -> {
      Optional<Stored> present = present(key);
      if (present.isEmpty() || present.get().revision() != expected) {
        return new Written.Conflict(present);
      }
      revision++;
      history(key.collection()).remove(key, revision);
      return new Written.Done(present.get().at(revision));
    });
  }

  private Optional<Stored> present(Key key) {
    return history(key.collection()).state().get(key).map(Entry.Present::read);
  }

  private Written put(Key key, ObjectNode object) {
    revision++;
    Stored stored = Stored.of(key, revision, object);
    history(key.collection()).put(key, new Entry.Kept(stored));
    return new Written.Done(stored);
  }

  /** Whether two objects say the same; a number is the same however it is held in memory. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.equals(b) || (a.isNumber() && b.isNumber() && a.asText().equals(b.asText())) ? 0 : 1,
        other);
  }

  /**
   * What happens in a scope from now on.
   *
   * @param after the revision that the reader knows already. If it is no longer known here, the
   *     first read says so
   */
  public Changes changes(Scope scope, long after) {
    return locked(
        () -> new Changes(lock, history(scope.collection()), () -> revision, scope, after));
  }

  /**
   * Forgets what came before a revision, as etcd does when it is told: older states cannot be
   * listed, and watched from, any more.
   */
  public void compact(long before) {
    locked(() -> {
      compacted = Math.max(compacted, Math.min(before, revision));
      histories.values().forEach(history -> history.compact(compacted));
      return compacted;
    });
  }

  /**
   * Puts objects into an empty collection that are made when they are read. They can be updated and
   * deleted like others. Watches of the collection end.
   *
   * @throws IllegalStateException if the collection is not empty
   */
  public void generate(String collection, Generator generator) {
    locked(() -> {
      History history = history(collection);
      if (!history.state().equals(Snapshot.EMPTY)) {
        throw new IllegalStateException("not empty: " + collection);
      }
      Generated generated = new Generated(generator, revision);
      revision += generator.count();
      histories.put(
          collection, history(new Snapshot(Tree.empty(), Optional.of(generated)), revision));
      history.end();
      return revision;
    });
  }

  /**
   * Changes a generated object to its next variation; it still takes next to no memory.
   *
   * @return whether it did; not if the object was deleted or somebody else has written it
   */
  public boolean vary(Key key) {
    return locked(() -> {
      History history = history(key.collection());
      if (!(history.state().get(key).orElse(null) instanceof Entry.Made made)) {
        return false;
      }
      revision++;
      Entry.Made next = new Entry.Made(made.source(), made.index(), made.variation() + 1, revision);
      history.put(key, next);
      return true;
    });
  }

  /** The state as it is now. */
  public Checkpoint checkpoint() {
    return locked(() -> {
      Map<String, Snapshot> states = new HashMap<>();
      histories.forEach((name, history) -> states.put(name, history.state()));
      return new Checkpoint(revision, states);
    });
  }

  /**
   * Sets everything back, as when a server starts again with older data: revisions go back too, and
   * all watches end.
   */
  public void restore(Checkpoint checkpoint) {
    locked(() -> {
      histories.values().forEach(History::end);
      histories.clear();
      revision = checkpoint.revision();
      compacted = revision;
      checkpoint.states().forEach((name, state) -> histories.put(name, history(state, revision)));
      return revision;
    });
  }

  private History history(String collection) {
    return histories.computeIfAbsent(collection, name -> history(Snapshot.EMPTY, compacted));
  }

  private History history(Snapshot state, long oldest) {
    return new History(changesMax, lock.newCondition(), state, oldest);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
