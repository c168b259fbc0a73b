package dev.fairlead.kube.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stream on a virtual thread, whose events can be waited for. */
public final class RunningStream implements AutoCloseable {

  private final ObjectStream stream;
  private final BlockingQueue<StreamEvent> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
  private final Thread thread;

  public RunningStream(ObjectStream stream) {
    this.stream = stream;
    this.thread = Thread.ofVirtual().start(() -> end.complete(stream.run(events::add)));
  }

  /** Everything up to and with the first event that matches. */
  public List<StreamEvent> until(Predicate<StreamEvent> last) throws InterruptedException {
    List<StreamEvent> seen = new ArrayList<>();
    while (true) {
      StreamEvent event = events.poll(20, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("waited in vain; seen " + seen + ", end " + end);
      }
      seen.add(event);
      if (last.test(event)) {
        return seen;
      }
    }
  }

  public List<StreamEvent> untilSynced() throws InterruptedException {
    return until(StreamEvent.Synced.class::isInstance);
  }

  public List<StreamEvent> all() throws Exception {
    var _ = end(Duration.ofSeconds(20));
    return List.copyOf(events);
  }

  public StreamEnd end(Duration within) throws Exception {
    return end.get(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  public void interrupt() {
    thread.interrupt();
  }

  /** Closes the stream, as another thread would. */
  public StreamEnd stop() throws Exception {
    stream.close();
    return end(Duration.ofSeconds(2));
  }

  @Override
  public void close() {
    stream.close();
  }
}
