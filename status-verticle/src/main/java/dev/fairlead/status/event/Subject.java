package dev.fairlead.status.event;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;

/**
 * What an Event is about, and who tells it.
 *
 * @param controller the controller that tells it
 */
public record Subject(String controller, GroupVersionKind kind, NamespacedName name, String uid) {}
