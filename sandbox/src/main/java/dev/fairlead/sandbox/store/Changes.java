package dev.fairlead.sandbox.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.LongSupplier;

/**
 * Reads what happens in a scope, from a revision on. It keeps nothing but its place in the store's
 * log, so a reader that is too slow holds up nobody: when the log no longer reaches back to its
 * place, it is lost. One thread reads; any may close.
 */
public final class Changes implements AutoCloseable {

  /** The answer to one read. */
  public sealed interface Read {

    /**
     * What came next.
     *
     * @param changes empty if the time ran out
     * @param revision up to which everything in the scope has been read
     */
    record Some(List<Change> changes, long revision) implements Read {}

    /** The log reaches back to this revision only. Nothing can be read any more. */
    record Lost(long oldest) implements Read {}

    /** Somebody closed it. */
    record Closed() implements Read {}
  }

  private final Lock lock;
  private final History history;
  private final LongSupplier present;
  private final Scope scope;
  private long revision;
  private boolean closed;

  /**
   * @param present the store's revision, asked under its lock
   */
  Changes(Lock lock, History history, LongSupplier present, Scope scope, long after) {
    this.lock = lock;
    this.history = history;
    this.present = present;
    this.scope = scope;
    this.revision = after;
  }

  /**
   * Waits for a change and answers all that are there.
   *
   * @param most how many changes at most
   * @param patience how long to wait for the first
   */
  public Read read(int most, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.NANOSECONDS.convert(patience);
      while (true) {
        if (closed) {
          return new Read.Closed();
        }
        if (history.ended() || revision < history.oldest()) {
          return new Read.Lost(history.oldest());
        }
        List<Change> found = advance(most);
        if (!found.isEmpty() || left <= 0) {
          return new Read.Some(found, revision);
        }
        left = history.changed().awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Change> advance(int most) {
    List<Change> found = new ArrayList<>();
    for (Change change : history.after(revision)) {
      if (found.size() == most) {
        return found;
      }
      revision = change.revision();
      if (scope.contains(change.key())) {
        found.add(change);
      }
    }
    revision = Math.max(revision, present.getAsLong());
    return found;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      history.changed().signalAll();
    } finally {
      lock.unlock();
    }
  }
}
