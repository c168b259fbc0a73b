package dev.fairlead.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One version of an object.
 *
 * @param revision the store's revision that wrote it, which is also in {@code
 *     metadata.resourceVersion}
 * @param object shared by all readers: nobody changes it
 */
public record Stored(Key key, long revision, ObjectNode object) {}
