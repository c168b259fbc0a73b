package dev.fairlead.sandbox.behaviour;

import dev.fairlead.sandbox.store.Change;
import dev.fairlead.sandbox.store.Changes;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one collection on a virtual thread: what is there first, then every change. When the
 * store has gone back, or on without it, it begins anew.
 */
final class Listener implements AutoCloseable {

  /** The collection whose objects define other collections. */
  static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /**
   * How many objects are looked at in the beginning. Collections that are made of a seed have far
   * more, and nothing to be done about them.
   */
  private static final int OBJECTS_MAX = 20_000;

  private static final int BATCH_MAX = 1000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Store store;
  private final String collection;
  private final Consumer<Seen> sink;
  private volatile boolean closed;
  private volatile Optional<Changes> changes = Optional.empty();

  /**
   * @param collection such as {@code deployments.apps}
   * @param sink called on this listener's thread
   */
  Listener(Store store, String collection, Consumer<Seen> sink) {
    this.store = store;
    this.collection = collection;
    this.sink = sink;
  }

  String collection() {
    return collection;
  }

  void start() {
    Thread.ofVirtual().name("sandbox-listener-" + collection).start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        follow(begin());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what is there. */
  private long begin() {
    Listing.Page page = store.state(Query.of(Scope.all(collection)));
    // One by one: objects that are made of a seed are made when they are asked for.
    Iterator<Stored> items = page.items().iterator();
    for (int told = 0; told < OBJECTS_MAX && items.hasNext(); told++) {
      Stored stored = items.next();
      sink.accept(new Seen(stored.key(), Optional.empty(), Optional.of(stored.object())));
    }
    if (items.hasNext()) {
      LOG.info(
          "{} has more than {} objects: the controllers see the others when they change",
          collection,
          OBJECTS_MAX);
    }
    return page.revision();
  }

  private void follow(long revision) throws InterruptedException {
    try (Changes reading = store.changes(Scope.all(collection), revision)) {
      changes = Optional.of(reading);
      while (!closed) {
        switch (reading.read(BATCH_MAX, PATIENCE)) {
          case Changes.Read.Some some -> some.changes().forEach(it -> sink.accept(seen(it)));
          case Changes.Read.Lost _, Changes.Read.Closed _ -> {
            return;
          }
        }
      }
    }
  }

  private static Seen seen(Change change) {
    return new Seen(
        change.key(), change.before().map(Stored::object), change.after().map(Stored::object));
  }

  @Override
  public void close() {
    closed = true;
    changes.ifPresent(Changes::close);
  }
}
