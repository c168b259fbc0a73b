package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Delta;
import dev.fairlead.protocol.cache.Index;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.cache.Notification;
import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorEffect;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.cache.ReflectorInput.Change;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.cache.SharedInformer;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Drives one reflector and its informer, as a watcher does. */
final class SimulatedCache {

  /** A stream that brings nothing for so long is taken for dead. */
  private static final long SILENCE_MILLIS = 15_000;

  private final World world;
  private final SimulatedProcess process;
  private final GroupVersionResource resource;
  private final Listener listener;
  private final Reflector reflector;
  private final SharedInformer informer = new SharedInformer(Set.of(new Index.ControllerOwner()));
  private final Map<Long, SimulatedStream> streams = new HashMap<>();
  private long wakeMillis = Long.MAX_VALUE;
  private long heardMillis;
  private int era;
  private boolean listing;

  /** Who hears what the cache tells. */
  interface Listener {
    void notified(Notification notification, boolean initial);

    void progressed(GroupVersionResource resource, ResourceVersion version);

    void eraBegan(GroupVersionResource resource);

    void syncedChanged();
  }

  SimulatedCache(
      World world, SimulatedProcess process, GroupVersionResource resource, Listener listener) {
    this.world = world;
    this.process = process;
    this.resource = resource;
    this.listener = listener;
    this.reflector = new Reflector(world.chance().seed());
  }

  void start() {
    handle(new ReflectorInput.Started());
  }

  /** Its process is gone. */
  void stop() {
    List.copyOf(streams.keySet()).forEach(this::close);
  }

  GroupVersionResource resource() {
    return resource;
  }

  Lister lister() {
    return informer.lister();
  }

  boolean synced() {
    return reflector.synced();
  }

  /** How it stands to the API server. */
  Where.Stream stands() {
    if (streams.isEmpty()) {
      return Where.Stream.BETWEEN;
    }
    if (listing) {
      return informer.hasSynced() ? Where.Stream.RELIST : Where.Stream.FIRST_LIST;
    }
    return Where.Stream.WATCH;
  }

  ResourceVersion progress() {
    return reflector.progress();
  }

  /** The era of the API server that it shows. */
  int era() {
    return era;
  }

  /** How far it is in what the API server has now. */
  ResourceVersion reached() {
    return world.api().inThisEra(era, progress());
  }

  /** Whether it still shows what a restore has undone. */
  boolean isOfFormerEra() {
    return !reached().equals(progress());
  }

  /** A consistent read found the collection at a version. */
  void wentBack(ResourceVersion version) {
    if (!version.includes(progress())) {
      handle(new ReflectorInput.WentBack());
    }
  }

  private void handle(ReflectorInput input) {
    world.coverage().met(input);
    world.trace().line(process.name(), "reflector <-", input);
    for (ReflectorEffect effect : reflector.handle(input, process.local())) {
      world.coverage().met(effect);
      world.trace().line(process.name(), "reflector ->", effect);
      run(effect);
    }
  }

  private void run(ReflectorEffect effect) {
    switch (effect) {
      case ReflectorEffect.OpenList(long stream, ResourceVersion notOlderThan) -> {
        listing = true;
        open(stream).list(notOlderThan);
      }
      case ReflectorEffect.OpenWatch(long stream, ResourceVersion after) -> {
        listing = false;
        open(stream).watch(after);
      }
      case ReflectorEffect.Close(long stream) -> close(stream);
      case ReflectorEffect.Deliver(Delta delta) -> {
        boolean initial = !informer.hasSynced();
        informer.add(world.sabotage().delta(delta, informer.lister()));
        for (Optional<List<Notification>> popped = informer.pop();
            popped.isPresent();
            popped = informer.pop()) {
          popped.get().forEach(told -> listener.notified(told, initial));
        }
      }
      case ReflectorEffect.EraBegan() -> listener.eraBegan(resource);
      case ReflectorEffect.Progressed(ResourceVersion version) -> {
        listing = false;
        world.check(invariant -> invariant.progressed(world, this, version));
        listener.progressed(resource, version);
      }
      case ReflectorEffect.Synced() -> listener.syncedChanged();
      case ReflectorEffect.Unsynced unsynced -> listener.syncedChanged();
      case ReflectorEffect.ReportUndecodable report -> {}
      case ReflectorEffect.WakeAt(long atMillis) -> {
        wakeMillis = atMillis;
        process.atLocal(atMillis, () -> wake(atMillis));
      }
    }
  }

  private void wake(long atMillis) {
    if (wakeMillis != atMillis) {
      return;
    }
    if (process.local() < atMillis) {
      process.atLocal(atMillis, () -> wake(atMillis));
    } else {
      wakeMillis = Long.MAX_VALUE;
      handle(new ReflectorInput.Ticked());
    }
  }

  private SimulatedStream open(long stream) {
    SimulatedStream opened = world.api().open(resource, process, new Reader(stream));
    streams.put(stream, opened);
    heardMillis = process.local();
    listenForSilence(stream);
    return opened;
  }

  private void close(long stream) {
    SimulatedStream closed = streams.remove(stream);
    if (closed != null) {
      closed.close();
    }
  }

  private void listenForSilence(long stream) {
    process.after(
        5_000,
        () -> {
          if (streams.containsKey(stream)) {
            if (process.local() - heardMillis > SILENCE_MILLIS) {
              ended(stream, new End.Silent());
            } else {
              listenForSilence(stream);
            }
          }
        });
  }

  private void ended(long stream, End end) {
    close(stream);
    world.sabotage().ended(new ReflectorInput.Ended(stream, end), reflector).forEach(this::handle);
  }

  /** One stream's events as inputs. */
  private final class Reader implements SimulatedStream.Reader {

    private final long stream;

    Reader(long stream) {
      this.stream = stream;
    }

    private void hear(ReflectorInput input) {
      heardMillis = process.local();
      Optional.ofNullable(streams.get(stream)).ifPresent(opened -> era = opened.era());
      handle(world.sabotage().reflector(input, reflector));
    }

    @Override
    public void listed(ObservedObject object) {
      hear(new ReflectorInput.Listed(stream, object));
    }

    @Override
    public void listCompleted(ResourceVersion version) {
      hear(new ReflectorInput.ListCompleted(stream, version));
    }

    @Override
    public void changed(Change change, ObservedObject object) {
      hear(new ReflectorInput.Changed(stream, change, object));
    }

    @Override
    public void bookmarked(ResourceVersion version) {
      hear(new ReflectorInput.Bookmarked(stream, version));
    }

    @Override
    public void ended(End end) {
      SimulatedCache.this.ended(stream, end);
    }
  }
}
