package dev.fairlead.sandbox.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One version of an object.
 *
 * @param revision the store's revision that wrote it, which is also in {@code
 *     metadata.resourceVersion}
 * @param object shared by all readers: nobody changes it
 */
public record Stored(Key key, long revision, ObjectNode object) {

  /** The object with this revision as its resourceVersion. The given object stays as it is. */
  static Stored of(Key key, long revision, ObjectNode object) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    if (object.get("metadata") instanceof ObjectNode given) {
      metadata.setAll(given);
    }
    metadata.put("resourceVersion", Long.toString(revision));
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    copy.setAll(object);
    copy.set("metadata", metadata);
    return new Stored(key, revision, copy);
  }

  /**
   * The same content under another revision: how the last version of an object is shown to those
   * who watch it go.
   */
  public Stored at(long other) {
    return of(key, other, object);
  }
}
