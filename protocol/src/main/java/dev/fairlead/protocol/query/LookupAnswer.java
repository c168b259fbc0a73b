package dev.fairlead.protocol.query;

import dev.fairlead.protocol.object.ObservedObject;
import java.util.List;

/**
 * What a watcher's cache has of a {@link LookupQuery}.
 *
 * @param objects in the order of their names
 * @param more whether there are others behind the last
 */
public record LookupAnswer(List<ObservedObject> objects, boolean more) {

  public LookupAnswer {
    objects = List.copyOf(objects);
  }
}
