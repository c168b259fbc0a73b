package dev.fairlead.sandbox.behaviour;

import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.time.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the controllers: one virtual thread looks at one object after another, others listen to the
 * store, one for each collection. An object that cannot be written now is looked at again. Any
 * thread may close it.
 */
public final class Controllers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Controllers.class);
  private static final Duration AFTER_CONFLICT = Duration.ofMillis(10);
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

  private final Store store;
  private final Cluster cluster;
  private final MovableClock clock;
  private final List<Controller> controllers;
  private final List<Listener> listeners = new ArrayList<>();
  private final Agenda agenda = new Agenda();
  private MovableClock.@Nullable Task alarm;
  private boolean closed;

  private Controllers(
      Store store, Cluster cluster, MovableClock clock, List<Controller> controllers) {
    this.store = store;
    this.cluster = cluster;
    this.clock = clock;
    this.controllers = List.copyOf(controllers);
  }

  /**
   * Starts what the options switch on.
   *
   * @param collections all that there are; those of custom resources are added when they are
   *     defined
   */
  public static Controllers start(
      BehaviourOptions options,
      Store store,
      List<String> collections,
      Cluster cluster,
      MovableClock clock) {
    Controllers controllers = new Controllers(store, cluster, clock, options.controllers());
    collections.forEach(controllers::listen);
    Thread.ofVirtual().name("sandbox-controllers").start(controllers::run);
    return controllers;
  }

  /** Begins to listen to a collection, unless that has begun or nobody cares. */
  private synchronized void listen(String collection) {
    boolean wanted = controllers.stream().anyMatch(it -> it.watches(collection));
    boolean known = listeners.stream().anyMatch(it -> it.collection().equals(collection));
    if (!closed && wanted && !known) {
      Listener listener = new Listener(store, collection, this::changed);
      listeners.add(listener);
      listener.start();
    }
  }

  private void changed(Seen seen) {
    synchronized (this) {
      Instant now = clock.instant();
      for (Controller controller : controllers) {
        if (controller.watches(seen.key().collection())) {
          controller.changed(seen, key -> agenda.add(new Agenda.Item(controller, key), now));
        }
      }
      notifyAll();
    }
    if (seen.key().collection().equals(Listener.DEFINITIONS)) {
      listen(seen.key().name());
    }
  }

  private void run() {
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        Agenda.Item item = next.get();
        look(item).ifPresent(at -> again(item, at));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Instant> look(Agenda.Item item) {
    Instant now = clock.instant();
    try {
      return lookAt(item, now);
    } catch (Rejection e) {
      if (e.status().code() == 404 && cluster.get(item.key()).isEmpty()) {
        return Optional.empty();
      }
      if (e.status().code() == 409) {
        return Optional.of(now.plus(AFTER_CONFLICT));
      }
      LOG.warn(
          "{} could not write {}: {}", item.controller().name(), item.key(), e.status().message());
      return Optional.of(now.plus(AFTER_REFUSAL));
    } catch (RuntimeException e) {
      LOG.error("{} failed at {}", item.controller().name(), item.key(), e);
      return Optional.empty();
    }
  }

  /** Under the lock, because a controller's memory is also used when it hears of a change. */
  private synchronized Optional<Instant> lookAt(Agenda.Item item, Instant now) throws Rejection {
    return item.controller().look(item.key(), cluster, now);
  }

  private synchronized void again(Agenda.Item item, Instant at) {
    agenda.add(item, at);
  }

  /** Waits for the next item; empty once closed. */
  private synchronized Optional<Agenda.Item> next() throws InterruptedException {
    while (!closed) {
      Optional<Agenda.Item> due = agenda.take(clock.instant());
      if (due.isPresent()) {
        return due;
      }
      if (alarm != null) {
        alarm.cancel();
      }
      alarm = agenda.next().map(at -> clock.at(at, this::wake)).orElse(null);
      wait();
    }
    return Optional.empty();
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    listeners.forEach(Listener::close);
    notifyAll();
  }
}
