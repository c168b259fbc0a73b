package dev.fairlead.watcher.dispatch;

import dev.fairlead.kube.stream.ListerWatcher;
import dev.fairlead.kube.stream.ObjectStream;
import dev.fairlead.kube.stream.Selection;
import dev.fairlead.kube.stream.StreamEnd;
import dev.fairlead.kube.stream.StreamEvent;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads past the cache, with the selectors of the cache: consistent lists that ask for one name, so
 * that the server itself says whether an object is within what is watched. Calls block: use virtual
 * threads.
 */
final class ConsistentReads {

  /** Asked for where any name would do. */
  private static final String ANY = "fairlead";

  /** What came of a read. */
  sealed interface Read<T> {

    /** The answer. */
    record Answered<T>(T answer) implements Read<T> {}

    /** No answer, or a refusal. */
    record Failed<T>(String cause) implements Read<T> {}
  }

  /** What a list brought: at most one object, and the version of the collection. */
  private record Listed(Optional<ObservedObject> object, ResourceVersion version) {}

  private final ListerWatcher source;

  ConsistentReads(ListerWatcher source) {
    this.source = source;
  }

  /** One object, if it is within one of the selections. */
  Read<Optional<ObservedObject>> object(List<Selection> selections, NamespacedName name) {
    for (Selection selection : selections) {
      if (!selection.namespace().isEmpty() && !selection.namespace().equals(name.namespace())) {
        continue;
      }
      switch (list(selection.in(name.namespace()), name.name())) {
        case Read.Failed<Listed>(String cause) -> {
          return new Read.Failed<>(cause);
        }
        case Read.Answered<Listed>(Listed listed) -> {
          if (listed.object().isPresent()) {
            return new Read.Answered<>(listed.object());
          }
        }
      }
    }
    return new Read.Answered<>(Optional.empty());
  }

  /** The version that the collections have reached. */
  Read<ResourceVersion> version(List<Selection> selections) {
    ResourceVersion version = ResourceVersion.NONE;
    for (Selection selection : selections) {
      switch (list(selection, ANY)) {
        case Read.Failed<Listed>(String cause) -> {
          return new Read.Failed<>(cause);
        }
        case Read.Answered<Listed>(Listed listed) -> version = version.max(listed.version());
      }
    }
    return new Read.Answered<>(version);
  }

  private Read<Listed> list(Selection selection, String name) {
    List<StreamEvent> events = new ArrayList<>();
    StreamEnd end;
    try (ObjectStream stream = source.list(selection.named(name), ResourceVersion.NONE)) {
      end = stream.run(events::add);
    }
    Optional<ObservedObject> object = Optional.empty();
    Optional<ResourceVersion> version = Optional.empty();
    for (StreamEvent event : events) {
      switch (event) {
        case StreamEvent.Added(ObservedObject found) -> object = Optional.of(found);
        case StreamEvent.Synced(ResourceVersion at) -> version = Optional.of(at);
        case StreamEvent.Undecodable(_, String problem) -> {
          return new Read.Failed<>(problem);
        }
        case StreamEvent.Modified(_), StreamEvent.Deleted(_), StreamEvent.Bookmark(_) -> {}
      }
    }
    return end instanceof StreamEnd.Completed && version.isPresent()
        ? new Read.Answered<>(new Listed(object, version.get()))
        : new Read.Failed<>(end.toString());
  }
}
