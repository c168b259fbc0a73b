package dev.fairlead.sandbox.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/**
 * A collection: its present state and what led there, as far back as the bound allows. A collection
 * has a log of its own, so that a busy one does not push out what the watches of a quiet one need.
 * Used under the store's lock.
 */
final class History {

  private final int changesMax;
  private final Condition changed;
  private final TreeMap<Long, Change> changes = new TreeMap<>();
  private Snapshot state;
  private Snapshot oldestState;
  private long oldest;
  private boolean ended;

  /**
   * @param oldest the revision from which on the states are known
   * @param changed signalled when there is something new to read
   */
  History(int changesMax, Condition changed, Snapshot state, long oldest) {
    this.changesMax = changesMax;
    this.changed = changed;
    this.state = state;
    this.oldestState = state;
    this.oldest = oldest;
  }

  Snapshot state() {
    return state;
  }

  /** The oldest revision that can be listed, and after which can be watched. */
  long oldest() {
    return oldest;
  }

  Condition changed() {
    return changed;
  }

  /** Whether this history goes on no more, since the store was set back. */
  boolean ended() {
    return ended;
  }

  void end() {
    ended = true;
    changed.signalAll();
  }

  /** The state as it was; the revision is not older than the oldest. */
  Snapshot state(long revision) {
    Map.Entry<Long, Change> last = changes.floorEntry(revision);
    return last == null ? oldestState : last.getValue().state();
  }

  /** What came after a revision, in order. */
  Collection<Change> after(long revision) {
    return changes.tailMap(revision, false).values();
  }

  void put(Key key, Entry.Present entry) {
    record(key, entry.revision(), Optional.of(entry), state.with(key, entry));
  }

  void remove(Key key, long revision) {
    record(key, revision, Optional.empty(), state.without(key));
  }

  private void record(Key key, long revision, Optional<Entry.Present> after, Snapshot next) {
    changes.put(revision, new Change(key, revision, state.get(key), after, next));
    state = next;
    if (changes.size() > changesMax) {
      compact(changes.firstKey());
    }
    changed.signalAll();
  }

  /** Forgets what came before a revision. */
  void compact(long revision) {
    if (revision <= oldest) {
      return;
    }
    oldestState = state(revision);
    oldest = revision;
    changes.headMap(revision, true).clear();
  }
}
