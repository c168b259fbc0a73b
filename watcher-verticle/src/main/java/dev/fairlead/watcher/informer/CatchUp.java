package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Finds out how far a cache is when the watch does not say it. The versions of a cluster go on with
 * every write to anything, but a watch whose own collection rests hears of that only by a bookmark,
 * once a minute. A consistent list of the metadata that shows exactly what the cache has proves
 * that the cache is as new as the list. For collections of moderate size; others wait for the
 * bookmark. Lives on the loop.
 */
final class CatchUp {

  private static final int OBJECTS_MAX = 5_000;
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 100;

  private record Listed(Map<NamespacedName, ResourceVersion> objects, ResourceVersion version) {}

  private final EventLoop loop;
  private final ListerWatcher source;
  private final Selection selection;
  private final Lister cache;
  private final Supplier<ResourceVersion> progress;
  private final Consumer<ResourceVersion> proven;
  private final Alarm again;
  private ResourceVersion wanted = ResourceVersion.NONE;
  private int tries;
  private int era;
  private boolean reading;
  private boolean closed;

  /**
   * Nothing is wanted yet.
   *
   * @param progress how far the cache is known to be
   * @param proven hears how far it is
   */
  CatchUp(
      EventLoop loop,
      ListerWatcher source,
      Selection selection,
      Lister cache,
      Supplier<ResourceVersion> progress,
      Consumer<ResourceVersion> proven) {
    this.loop = loop;
    this.source = source;
    this.selection = selection.reading(Set.of()).asMetadata();
    this.cache = cache;
    this.progress = progress;
    this.proven = proven;
    this.again = loop.alarm(this::look);
  }

  /** Somebody waits for the cache to be as new as this. */
  void to(ResourceVersion version) {
    wanted = wanted.max(version);
    tries = TRIES;
    if (!reading) {
      // What is on its way in the watch mostly arrives by itself.
      again.setIn(PAUSE_MILLIS / 2);
    }
  }

  /** Versions have gone back: nothing that was asked for or is being read counts any more. */
  void eraBegan() {
    era++;
    wanted = ResourceVersion.NONE;
  }

  void close() {
    closed = true;
    again.off();
  }

  private void look() {
    if (closed || reading || tries == 0 || passed() || cache.count() > OBJECTS_MAX) {
      return;
    }
    tries--;
    reading = true;
    int asked = era;
    loop.virtual(
        "catch up with " + selection.resource(),
        () -> {
          Optional<Listed> listed = list();
          loop.execute(() -> compare(asked, listed));
        });
  }

  private void compare(int asked, Optional<Listed> listed) {
    reading = false;
    if (closed) {
      return;
    }
    if (asked == era && listed.isPresent() && shows(listed.get())) {
      proven.accept(listed.get().version());
    }
    if (!passed()) {
      again.setIn(PAUSE_MILLIS);
    }
  }

  private boolean passed() {
    return progress.get().includes(wanted);
  }

  private boolean shows(Listed listed) {
    return cache.count() == listed.objects().size()
        && listed.objects().entrySet().stream()
            .allMatch(object ->
                cache
                    .get(object.getKey())
                    .map(ObservedObject::metadata)
                    .map(Metadata::resourceVersion)
                    .equals(Optional.of(object.getValue())));
  }

  private Optional<Listed> list() {
    Map<NamespacedName, ResourceVersion> objects = new HashMap<>();
    ResourceVersion[] version = {ResourceVersion.NONE};
    try (ObjectStream stream = source.list(selection, ResourceVersion.NONE)) {
      StreamEnd end =
          stream.run(event -> {
            switch (event) {
              case StreamEvent.Added(ObservedObject object) ->
                  objects.put(object.name(), object.resourceVersion());
              case StreamEvent.Synced(ResourceVersion at) -> version[0] = at;
              case StreamEvent.Modified _,
                  StreamEvent.Deleted _,
                  StreamEvent.Bookmark _,
                  StreamEvent.Undecodable _ -> {}
            }
          });
      return end instanceof StreamEnd.Completed && !version[0].equals(ResourceVersion.NONE)
          ? Optional.of(new Listed(objects, version[0]))
          : Optional.empty();
    }
  }
}
