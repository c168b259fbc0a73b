package dev.fairlead.informers;

import dev.fairlead.informers.Deliveries.Delivery;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.selector.LabelSelector;
import dev.fairlead.watcher.informer.CollectionListener;
import dev.fairlead.watcher.informer.Intake;
import dev.fairlead.watcher.informer.Problem;
import dev.fairlead.watcher.informer.SharedCollection;
import dev.fairlead.watcher.loop.Alarm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the objects of one kind in memory and tells handlers what happens to them, after
 * client-go's {@code SharedInformer}: one list, then a watch that is taken up again when it breaks;
 * a deletion that was missed meanwhile is told all the same. Thread-safe.
 *
 * <p>An object that cannot be decoded, or for which an index fails, is a value of {@link #problems}
 * and not in the cache, or in it as it was; it ends nothing.
 *
 * @param <T> the kind
 */
public final class SharedInformer<T extends HasMetadata> implements AutoCloseable {

  private final Informers informers;
  private final Selection selection;
  private final Objects<T> objects;
  private final Optional<Duration> resync;
  private final List<HandlerThreads<T>> handlers;
  private final AtomicLong failures = new AtomicLong();
  private final CountDownLatch synced = new CountDownLatch(1);
  private final Listener listener = new Listener();
  private final Alarm alarm;
  private final Indexer<T> indexer = new Cache();
  private volatile Optional<SharedCollection> collection = Optional.empty();

  SharedInformer(
      Informers informers,
      Selection selection,
      Objects<T> objects,
      List<ResourceEventHandler<? super T>> handlers,
      Optional<Duration> resync) {
    this.informers = informers;
    this.selection = selection;
    this.objects = objects;
    this.resync = resync;
    this.alarm = informers.loop().alarm(this::resyncNow);
    this.handlers =
        handlers.stream()
            .map(handler -> new HandlerThreads<T>(handler, objects, failures))
            .toList();
  }

  void start() {
    handlers.forEach(HandlerThreads::start);
    informers.onLoop(() -> {
      SharedCollection opened =
          informers
              .collections()
              .open(selection, new Intake(Optional.of(objects), true), objects.kept());
      collection = Optional.of(opened);
      opened.join(listener);
      resync.ifPresent(period -> alarm.setIn(period.toMillis()));
      return true;
    });
  }

  /** Whether the first complete list is in the cache. */
  public boolean hasSynced() {
    return synced.getCount() == 0;
  }

  /**
   * Waits until {@link #hasSynced}.
   *
   * @throws InformerException if it takes longer, with what stands in the way
   */
  public void awaitSynced(Duration longest) throws InterruptedException {
    if (!synced.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InformerException(
          objects.kind().kind()
              + " is not in step after "
              + longest.toSeconds()
              + " s: "
              + String.join("; ", problems()));
    }
  }

  /** What keeps the informer, or single objects of it, from being in step: one line each. */
  public List<String> problems() {
    return informers.onLoop(() ->
        collection.stream().flatMap(it -> it.problems().stream()).map(Problem::sentence).toList());
  }

  /** How many calls of handlers have thrown. */
  public long handlerFailures() {
    return failures.get();
  }

  /** Up to which version the cache is complete. */
  public String lastSyncResourceVersion() {
    return informers.onLoop(
        () -> collection.map(SharedCollection::progress).map(ResourceVersion::value).orElse(""));
  }

  /** What is in the cache. */
  public Lister<T> lister() {
    return indexer;
  }

  /** The same with the informer's indexes. */
  public Indexer<T> indexer() {
    return indexer;
  }

  /** Stops it; no handler is called after that, and the last informer of a watch ends it. */
  @Override
  public void close() {
    informers.onLoop(() -> {
      alarm.off();
      collection.ifPresent(it -> informers.collections().leave(it, listener));
      collection = Optional.empty();
      return true;
    });
    handlers.forEach(HandlerThreads::close);
  }

  private void resyncNow() {
    collection.ifPresent(it ->
        it.lister()
            .list(Optional.empty(), Integer.MAX_VALUE)
            .forEach(object -> listener.changed(new Notification.Resynced(object), false)));
    resync.ifPresent(period -> alarm.setIn(period.toMillis()));
  }

  /** Passes on to the handlers what the cache has taken in. */
  private final class Listener implements CollectionListener {

    @Override
    public void changed(Notification notification, boolean initial) {
      Delivery delivery =
          switch (notification) {
            case Notification.Added(ObservedObject object) ->
                delivery(Optional.empty(), Optional.of(object), initial, false);
            case Notification.Updated(ObservedObject before, ObservedObject object) ->
                delivery(Optional.of(before), Optional.of(object), false, false);
            case Notification.Resynced(ObservedObject object) ->
                delivery(Optional.of(object), Optional.of(object), false, false);
            case Notification.Deleted(ObservedObject last, boolean finalStateUnknown) ->
                delivery(Optional.of(last), Optional.empty(), false, finalStateUnknown);
          };
      handlers.forEach(handler -> handler.put(delivery));
    }

    private static Delivery delivery(
        Optional<ObservedObject> before,
        Optional<ObservedObject> now,
        boolean initial,
        boolean unseen) {
      NamespacedName name = now.or(() -> before).orElseThrow().name();
      return new Delivery(name, before, now, initial, unseen);
    }

    @Override
    public void eraBegan() {
      // What differs was told as changes.
    }

    @Override
    public void progressed(ResourceVersion version) {
      // Asked for where it is needed.
    }

    @Override
    public void stateChanged() {
      if (collection.map(SharedCollection::synced).orElse(false)) {
        synced.countDown();
      }
    }
  }

  /** Reads from the cache. */
  private final class Cache implements Indexer<T> {

    @Override
    public Optional<T> get(String namespace, String name) {
      return read(cache -> cache.get(new NamespacedName(namespace, name)).stream().toList())
          .stream()
          .findFirst();
    }

    @Override
    public List<T> list(String namespace) {
      return list(namespace, "");
    }

    @Override
    public List<T> list(String namespace, String selector) {
      return switch (LabelSelector.parse(selector)) {
        case LabelSelector.Parsed.Malformed(String detail) ->
            throw new IllegalArgumentException("\"" + selector + "\" is no selector: " + detail);
        case LabelSelector.Parsed.Selector(LabelSelector parsed) ->
            read(cache ->
                (namespace.isEmpty()
                        ? cache.list(Optional.empty(), Integer.MAX_VALUE)
                        : cache.namespace(namespace))
                    .stream()
                        .filter(object -> parsed.matches(object.metadata().labels()))
                        .toList());
      };
    }

    @Override
    public List<T> byIndex(String index, String value) {
      if (!objects.indexes().containsKey(index)) {
        throw new IllegalArgumentException(
            "there is no index %s; there are %s"
                .formatted(index, objects.indexes().keySet().stream().sorted().toList()));
      }
      return read(cache -> cache.byIndex(Objects.kept(index), Objects.value(value)));
    }

    private List<T> read(
        java.util.function.Function<dev.fairlead.protocol.cache.Lister, List<ObservedObject>>
            reading) {
      return informers
          .onLoop(() -> collection.map(it -> reading.apply(it.lister())).orElse(List.of()))
          .stream()
          .map(objects::decode)
          .toList();
    }
  }
}
