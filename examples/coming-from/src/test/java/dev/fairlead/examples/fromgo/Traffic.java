package dev.fairlead.examples.fromgo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What a process remembers between attempts. */
final class Traffic {

  private final Map<String, String> versions = new ConcurrentHashMap<>(); // sync.Map
  private final Lock lock = new ReentrantLock(); // sync.Mutex
  private long bytes;
  private long fetches;

  /** Whether this version of a source is another than the last one. */
  boolean changed(String source, String version) {
    return !version.equals(versions.put(source, version)); // atomic, as Swap
  }

  void fetched(long more) {
    lock.lock(); // mu.Lock()
    try {
      bytes += more;
      fetches++;
    } finally {
      lock.unlock(); // defer mu.Unlock()
    }
  }

  long bytesPerFetch() {
    lock.lock();
    try {
      return fetches == 0 ? 0 : bytes / fetches;
    } finally {
      lock.unlock();
    }
  }
}
