package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;

/** A cached child of a primary, with the kind under which it was declared. */
public record Child(GroupVersionKind kind, ObservedObject object) {

  @Override
  public String toString() {
    return kind.kind() + " " + object.name();
  }
}
