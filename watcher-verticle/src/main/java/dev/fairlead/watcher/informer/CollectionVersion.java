package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a collection is: a consistent list that asks for one name, so that nothing travels
 * whatever the collection's size. Blocks: use virtual threads.
 */
final class CollectionVersion {

  /** Asked for where any name would do. */
  private static final String ANY = "fairlead";

  private CollectionVersion() {}

  /** The present version; empty if the server does not say. */
  static Optional<ResourceVersion> read(ListerWatcher source, Selection selection) {
    List<ResourceVersion> versions = new ArrayList<>();
    try (ObjectStream stream = source.list(selection.named(ANY), ResourceVersion.NONE)) {
      StreamEnd end =
          stream.run(event -> {
            if (event instanceof StreamEvent.Synced(ResourceVersion at)) {
              versions.add(at);
            }
          });
      return end instanceof StreamEnd.Completed ? versions.stream().findFirst() : Optional.empty();
    }
  }
}
