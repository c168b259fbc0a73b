package dev.fairlead.reconciler.attempt;

import dev.fairlead.kube.write.ReadResult;
import dev.fairlead.kube.write.Writer;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from the API server what watchers know by its metadata alone: Secrets, whose contents are
 * in no cache and on no bus. Thread-safe; blocks.
 */
final class LiveObjects {

  /** An object could not be read. */
  static final class UnreadException extends Exception {

    private static final long serialVersionUID = 1L;

    private UnreadException(String message) {
      super(message);
    }

    String explanation() {
      return String.valueOf(getMessage());
    }
  }

  private final Writer api;

  LiveObjects(Writer api) {
    this.api = api;
  }

  /** The snapshot with the contents of everything; what has gone meanwhile is left out. */
  Snapshot complete(Snapshot snapshot) throws UnreadException, InterruptedException {
    return new Snapshot(
        snapshot.primary(), complete(snapshot.children()), complete(snapshot.reads()));
  }

  /** The same of some objects. */
  List<ObservedObject> complete(List<ObservedObject> objects)
      throws UnreadException, InterruptedException {
    if (objects.stream().noneMatch(LiveObjects::isMetadataOnly)) {
      return objects;
    }
    List<ObservedObject> complete = new ArrayList<>();
    for (ObservedObject object : objects) {
      if (!isMetadataOnly(object)) {
        complete.add(object);
        continue;
      }
      switch (api.get(object.ref())) {
        case ReadResult.Found(ObservedObject whole) -> complete.add(whole);
        case ReadResult.Absent() -> {}
        case ReadResult.Forbidden(_, _, String message) ->
            throw new UnreadException(
                message + ": a reconciler needs get on it; grant it to its ServiceAccount");
        case ReadResult.Unknown(String cause) ->
            throw new UnreadException(object.ref() + " cannot be read: " + cause);
      }
    }
    return complete;
  }

  private static boolean isMetadataOnly(ObservedObject object) {
    return object.frame().sizeBytes() == 0;
  }
}
