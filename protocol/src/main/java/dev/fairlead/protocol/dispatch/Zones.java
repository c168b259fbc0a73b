package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.object.NamespacedName;

/**
 * Where a key should best be worked on. A preference only: nothing ever waits for a zone while a
 * worker elsewhere is free.
 */
@FunctionalInterface
public interface Zones {

  /** Anywhere. */
  Zones NONE = key -> "";

  /** The zone for a key; empty if any is as good. Asked at the moment of a decision. */
  String of(NamespacedName key);
}
