package dev.fairlead.protocol.declaration;

import dev.fairlead.protocol.object.GroupVersionKind;

/**
 * A kind that a controller watches.
 *
 * @param kind the kind
 * @param mapping how one of its objects leads to a key
 * @param labelSelector narrows the list and watch; empty for all
 * @param fieldSelector narrows the list and watch; empty for all
 * @param generationOnly whether changes that leave the generation as it is (status, metadata other
 *     than labels, annotations under {@code fairlead.dev/}, finalizers and deletion) are passed
 *     over
 */
public record WatchedKind(
    GroupVersionKind kind,
    KeyMapping mapping,
    String labelSelector,
    String fieldSelector,
    boolean generationOnly) {}
