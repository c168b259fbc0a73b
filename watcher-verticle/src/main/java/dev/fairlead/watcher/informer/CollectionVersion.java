package dev.fairlead.watcher.informer;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a collection is: a consistent list that asks for one name, so that nothing travels
 * whatever the collection's size. Blocks: use virtual threads.
 */
final class CollectionVersion {

  /** Asked for where any name would do. */
  private static final String ANY = "fairlead";

  private CollectionVersion() {}

  /** What the server says. */
  sealed interface Answer {

    /** The collection has come as far as somebody has seen it, or further. */
    record Reached() implements Answer {}

    /** It has not: the server was restored from a backup. */
    record Behind() implements Answer {}

    /** Nobody can tell. */
    record Unread(StreamEnd end) implements Answer {}
  }

  /** Asks whether the collection has come as far as this. */
  static Answer reaches(ListerWatcher source, Selection selection, ResourceVersion seen) {
    List<ResourceVersion> versions = new ArrayList<>();
    try (ObjectStream stream = source.list(selection.named(ANY), ResourceVersion.NONE)) {
      StreamEnd end =
          stream.run(event -> {
            if (event instanceof StreamEvent.Synced(ResourceVersion at)) {
              versions.add(at);
            }
          });
      if (!(end instanceof StreamEnd.Completed)) {
        return new Answer.Unread(end);
      }
      return versions.stream().allMatch(version -> version.includes(seen))
          ? new Answer.Reached()
          : new Answer.Behind();
    }
  }
}
