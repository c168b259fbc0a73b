package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where roles, bindings and service accounts are read. Thread-safe. */
public interface Objects {

  Optional<ObjectNode> get(Key key);

  /**
   * @param namespace empty for objects of the cluster
   */
  List<ObjectNode> list(String collection, String namespace);

  /** Those in a store. */
  static Objects in(Store store) {
    return new Objects() {
      @Override
      public Optional<ObjectNode> get(Key key) {
        return store.get(key).map(Stored::object);
      }

      @Override
      public List<ObjectNode> list(String collection, String namespace) {
        List<ObjectNode> all = new ArrayList<>();
        store
            .state(Query.of(Scope.namespace(collection, namespace)))
            .items()
            .forEach(it -> all.add(it.object()));
        return all;
      }
    };
  }
}
