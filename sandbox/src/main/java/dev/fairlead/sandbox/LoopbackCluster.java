package dev.fairlead.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.behaviour.Cluster;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rest.InternalCall;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server as its own controllers use it: reads from the store, writes through the verbs. */
record LoopbackCluster(Store store, Kinds kinds, InternalCall calls) implements Cluster {

  @Override
  public Optional<ObjectNode> get(Key key) {
    return store.get(key).map(Stored::object);
  }

  @Override
  public List<ObjectNode> list(Scope scope) {
    List<ObjectNode> objects = new ArrayList<>();
    store.state(Query.of(scope)).items().forEach(stored -> objects.add(stored.object()));
    return objects;
  }

  @Override
  public List<String> namespacedCollections() {
    return kinds.all().stream()
        .filter(kind -> kind.namespaced() && kind.verbs().contains("delete"))
        .map(Kind::collection)
        .distinct()
        .toList();
  }

  @Override
  public Optional<Collection> collection(String apiVersion, String kind) {
    return kinds.all().stream()
        .filter(it -> it.apiVersion().equals(apiVersion) && it.name().equals(kind))
        .findFirst()
        .map(it -> new Collection(it.collection(), it.namespaced()));
  }

  @Override
  public ObjectNode create(String manager, Key key, ObjectNode object) throws Rejection {
    return calls.create(manager, key, object);
  }

  @Override
  public ObjectNode update(String manager, Key key, String subresource, ObjectNode object)
      throws Rejection {
    return calls.update(manager, key, subresource, object);
  }

  @Override
  public void delete(Key key, String uid, Propagation propagation) throws Rejection {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("propagationPolicy", propagation.word());
    options.putObject("preconditions").put("uid", uid);
    calls.delete(key, options);
  }
}
