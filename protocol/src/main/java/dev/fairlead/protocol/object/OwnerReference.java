package dev.fairlead.protocol.object;

/**
 * A reference from an object to the one it belongs to, as {@code metadata.ownerReferences} has it.
 */
public record OwnerReference(GroupVersionKind kind, String name, String uid, boolean controller) {}
