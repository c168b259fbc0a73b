package dev.fairlead.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.access.Objects;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Roles, bindings and accounts as they are in the store. */
record StoredObjects(Store store) implements Objects {

  @Override
  public Optional<ObjectNode> get(Key key) {
    return store.get(key).map(Stored::object);
  }

  @Override
  public List<ObjectNode> list(String collection, String namespace) {
    List<ObjectNode> objects = new ArrayList<>();
    store
        .state(Query.of(Scope.namespace(collection, namespace)))
        .items()
        .forEach(stored -> objects.add(stored.object()));
    return objects;
  }
}
