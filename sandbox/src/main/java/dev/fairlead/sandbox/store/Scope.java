package dev.fairlead.sandbox.store;

/**
 * A part of a collection that can be listed and watched: all of it, a namespace, one object.
 *
 * @param namespace empty for all, or where objects are of the cluster
 * @param name empty for all
 */
public record Scope(String collection, String namespace, String name) {

  /** Sorts after every name and namespace. */
  private static final String LAST = "\uffff";

  public static Scope all(String collection) {
    return new Scope(collection, "", "");
  }

  public static Scope namespace(String collection, String namespace) {
    return new Scope(collection, namespace, "");
  }

  public static Scope of(Key key) {
    return new Scope(key.collection(), key.namespace(), key.name());
  }

  public boolean contains(Key key) {
    if (!name.isEmpty() && (!name.equals(key.name()) || !namespace.equals(key.namespace()))) {
      return false;
    }
    return collection.equals(key.collection())
        && (namespace.isEmpty() || namespace.equals(key.namespace()));
  }

  /** Of the one object that has the name. */
  Key key() {
    return new Key(collection, namespace, name);
  }

  /** Before all that it contains. */
  Key start() {
    return new Key(collection, namespace, "");
  }

  /** After all that it contains. */
  Key end() {
    return namespace.isEmpty()
        ? new Key(collection, LAST, "")
        : new Key(collection, namespace, LAST);
  }
}
