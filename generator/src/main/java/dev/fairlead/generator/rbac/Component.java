package dev.fairlead.generator.rbac;

import java.util.Locale;

/** A role of the mesh, and what its identity is for. */
public enum Component {
  WATCHER(
      "The watcher reads what controllers declare and how the mesh's own Pods end, and writes nothing but its Leases and Events."),
  RECONCILER(
      "The reconciler writes children. It reads single objects, and lists and watches nothing."),
  STATUS("The status service tells people: the status subresource and Events."),
  GATEWAY("The gateway asks the API server who its callers are and what they may do.");

  private final String story;

  Component(String story) {
    this.story = story;
  }

  /** What it does, in a sentence. */
  public String story() {
    return story;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
