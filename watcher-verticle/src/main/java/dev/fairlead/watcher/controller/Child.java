package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;

/**
 * A cached child of a primary.
 *
 * @param kind under which it was declared
 * @param called how sentences name the kind
 */
public record Child(GroupVersionKind kind, String called, ObservedObject object) {

  @Override
  public String toString() {
    return called + " " + object.name();
  }
}
