package dev.fairlead.kube.lease;

import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Layout;
import java.util.List;
import java.util.Optional;

/** What came of a call for the book of a controller's layouts. */
public sealed interface BookAnswer {

  /** This stands in it. */
  record Found(String uid, ResourceVersion version, List<Layout> layouts, Optional<Boolean> paused)
      implements BookAnswer {

    public Found {
      layouts = List.copyOf(layouts);
    }
  }

  /** There is none. */
  record Absent() implements BookAnswer {}

  /** It was written. */
  record Stored() implements BookAnswer {}

  /** It is not as the write expected it: changed, replaced, gone, or there at all. */
  record Conflicted() implements BookAnswer {}

  /**
   * It cannot be read or written, or is not one; a write may have been done.
   *
   * @param cause cause and remedy, one line
   */
  record Failed(String cause) implements BookAnswer {}
}
