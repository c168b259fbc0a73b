package dev.fairlead.informers;

import dev.fairlead.informers.Deliveries.Delivery;
import dev.fairlead.protocol.object.ObservedObject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one handler, on a few virtual threads of its own. */
final class HandlerThreads<T extends HasMetadata> {

  private static final Logger LOG = LoggerFactory.getLogger(HandlerThreads.class);
  private static final int AT_ONCE = 4;
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Deliveries deliveries = new Deliveries();
  private final ResourceEventHandler<? super T> handler;
  private final Objects<T> objects;
  private final AtomicLong failures;
  private final List<Thread> threads;

  HandlerThreads(ResourceEventHandler<? super T> handler, Objects<T> objects, AtomicLong failures) {
    this.handler = handler;
    this.objects = objects;
    this.failures = failures;
    this.threads =
        IntStream.range(0, AT_ONCE)
            .mapToObj(number ->
                Thread.ofVirtual()
                    .name("handler of " + objects.kind().kind() + " " + number)
                    .unstarted(this::run))
            .toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void put(Delivery delivery) {
    deliveries.put(delivery);
  }

  /** Lets the calls that run end, and interrupts those that do not. */
  void close() {
    deliveries.close();
    try {
      for (Thread thread : threads) {
        if (!thread.equals(Thread.currentThread()) && !thread.join(STOP)) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException interrupted) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Optional<Delivery> next = deliveries.take();
          next.isPresent();
          next = deliveries.take()) {
        Delivery delivery = next.get();
        try {
          tell(delivery);
        } finally {
          deliveries.done(delivery.name());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Delivery delivery) {
    try {
      if (delivery.now().isEmpty()) {
        handler.onDelete(decode(delivery.before()), delivery.unseen());
      } else if (delivery.before().isEmpty()) {
        handler.onAdd(decode(delivery.now()), delivery.initial());
      } else if (sameObject(delivery)) {
        handler.onUpdate(decode(delivery.before()), decode(delivery.now()));
      } else {
        handler.onDelete(decode(delivery.before()), true);
        handler.onAdd(decode(delivery.now()), false);
      }
    } catch (RuntimeException | LinkageError | AssertionError thrown) {
      failures.incrementAndGet();
      LOG.warn(
          "{} failed on {} {}: it is not told again before the object changes",
          handler.getClass().getName(),
          objects.kind().kind(),
          delivery.name(),
          thrown);
    }
  }

  private static boolean sameObject(Delivery delivery) {
    return delivery
        .before()
        .map(before -> before.metadata().uid())
        .equals(delivery.now().map(now -> now.metadata().uid()));
  }

  private T decode(Optional<ObservedObject> object) {
    return objects.decode(object.orElseThrow());
  }
}
