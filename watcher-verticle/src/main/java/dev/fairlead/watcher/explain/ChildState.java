package dev.fairlead.watcher.explain;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sdk.readiness.Readiness;

/** A child of a primary, and whether it is ready. */
public record ChildState(String kind, NamespacedName name, Readiness readiness) {

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
