package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the server about a collection, past the watch that fills the cache, for metadata alone.
 * Calls block: use virtual threads.
 */
final class Surveyor {

  /**
   * A server tells how far it is two seconds before a watch's time is up, where there is as much.
   */
  private static final Duration WATCH = Duration.ofSeconds(3);

  private final ListerWatcher source;
  private final Selection selection;

  Surveyor(ListerWatcher source, Selection selection) {
    this.source = source;
    this.selection = selection.reading(Set.of()).asMetadata();
  }

  Selection selection() {
    return selection;
  }

  /** Lists it consistently: at once, and at a cost that grows with it. */
  Optional<Survey> contents() {
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
          ? Optional.of(new Survey.Contents(objects, version[0]))
          : Optional.empty();
    }
  }

  /**
   * Watches it until the server says how far it is: a second or two, whatever its size. A server
   * says nothing while it is no further than the last change itself.
   */
  Optional<Survey> changesSince(ResourceVersion from) {
    ResourceVersion[] last = {from};
    ResourceVersion[] version = {ResourceVersion.NONE};
    ObjectStream stream = source.briefWatch(selection, from, WATCH);
    // It is closed when it has run.
    stream.run(event -> {
      switch (event) {
        case StreamEvent.Added(ObservedObject object) -> last[0] = object.resourceVersion();
        case StreamEvent.Modified(ObservedObject object) -> last[0] = object.resourceVersion();
        case StreamEvent.Deleted(ObservedObject object) -> last[0] = object.resourceVersion();
        case StreamEvent.Bookmark(ResourceVersion at) -> {
          version[0] = at;
          stream.close();
        }
        case StreamEvent.Undecodable _ -> stream.close();
        case StreamEvent.Synced _ -> {}
      }
    });
    return version[0].equals(ResourceVersion.NONE)
        ? Optional.empty()
        : Optional.of(new Survey.Changes(last[0], version[0]));
  }
}
