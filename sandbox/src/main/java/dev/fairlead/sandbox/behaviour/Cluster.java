package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import java.util.List;
import java.util.Optional;

/**
 * The API as a controller uses it. Objects that are read are shared: they are copied before they
 * are changed. Blocks; called on the controllers' thread.
 */
public interface Cluster {

  /** How a deletion treats dependents, in the API's words. */
  enum Propagation {
    BACKGROUND("Background"),
    FOREGROUND("Foreground"),
    ORPHAN("Orphan");

    private final String word;

    Propagation(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  Optional<ObjectNode> get(Key key);

  List<ObjectNode> list(Scope scope);

  /** The collections that have objects in namespaces, in the order in which those are cleared. */
  List<String> namespacedCollections();

  /**
   * The collection of a kind, as an owner reference names it; empty for a kind that is not served.
   */
  Optional<Collection> collection(String apiVersion, String kind);

  /** A resource, whatever its version. */
  record Collection(String name, boolean namespaced) {}

  /**
   * @param manager who owns the fields
   */
  ObjectNode create(String manager, Key key, ObjectNode object) throws Rejection;

  /**
   * @param manager who owns the fields
   * @param subresource {@code status}, {@code finalize}; empty for the object itself
   */
  ObjectNode update(String manager, Key key, String subresource, ObjectNode object)
      throws Rejection;

  /**
   * @param uid of the object that is meant
   */
  void delete(Key key, String uid, Propagation propagation) throws Rejection;
}
