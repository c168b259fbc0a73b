package dev.fairlead.sandbox.store.file;

import dev.fairlead.sandbox.store.Checkpoint;
import dev.fairlead.sandbox.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store's objects in a file: reads them at the start, writes them once a second if anything
 * changed, and when it is closed. It has a virtual thread of its own. While the file cannot be
 * written the store goes on; the log says so once.
 */
public final class Saver implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Saver.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final StateFile file;
  private final Store store;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private long saved = -1;

  private Saver(StateFile file, Store store) {
    this.file = file;
    this.store = store;
    this.thread = Thread.ofVirtual().name("sandbox-state-file").unstarted(this::run);
  }

  /**
   * Starts from the file if there is one, and creates it otherwise.
   *
   * @param store nobody uses it yet
   */
  public static Saver start(Path path, Store store) throws StateFileException {
    StateFile file = new StateFile(path);
    if (file.exists()) {
      store.restore(file.read());
    }
    Saver saver = new Saver(file, store);
    saver.save();
    saver.thread.start();
    return saver;
  }

  private void run() {
    boolean failed = false;
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          save();
          failed = false;
        } catch (StateFileException e) {
          if (!failed) {
            LOG.error("{}; changes are in memory only until then", e.getMessage());
          }
          failed = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Nobody does; the last save is that of close.
    }
  }

  /** Writes the file if anything changed since the last time. */
  private synchronized void save() throws StateFileException {
    Checkpoint state = store.checkpoint();
    if (state.revision() != saved) {
      file.write(state);
      saved = state.revision();
    }
  }

  @Override
  public void close() throws StateFileException {
    closing.countDown();
    save();
  }
}
