package dev.fairlead.watcher.loop;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bounded way from threads that block onto the loop. Putting blocks while the mailbox is full,
 * which slows whoever produces: back pressure. However much arrives, at most one task for it is
 * queued on the loop, and it handles a batch before it lets others have their turn.
 */
public final class Mailbox<T> {

  private static final int BATCH = 256;

  private final EventLoop loop;
  private final BlockingQueue<T> queue;
  private final Reader<T> reader;
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** Who empties a mailbox, on the loop. */
  public interface Reader<T> {

    /** Does one piece of work left over from earlier, if there is any, and says so. */
    boolean workOff();

    /** Takes one. */
    void take(T item);
  }

  /** An empty mailbox for so many. */
  public Mailbox(EventLoop loop, int capacity, Reader<T> reader) {
    this.loop = loop;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.reader = reader;
  }

  /** Hands one over; from any thread but the loop's. */
  public void put(T item) throws InterruptedException {
    queue.put(item);
    wake();
  }

  private void wake() {
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::drain);
    }
  }

  private void drain() {
    for (int handled = 0; handled < BATCH; handled++) {
      if (reader.workOff()) {
        continue;
      }
      Optional<T> item = Optional.ofNullable(queue.poll());
      if (item.isEmpty()) {
        scheduled.set(false);
        if (!queue.isEmpty()) {
          wake();
        }
        return;
      }
      reader.take(item.get());
    }
    loop.execute(this::drain);
  }
}
