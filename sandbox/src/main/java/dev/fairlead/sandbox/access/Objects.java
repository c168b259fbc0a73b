package dev.fairlead.sandbox.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.util.List;
import java.util.Optional;

/** Where roles, bindings and service accounts are read. Thread-safe. */
public interface Objects {

  Optional<ObjectNode> get(Key key);

  /**
   * @param namespace empty for objects of the cluster
   */
  List<ObjectNode> list(String collection, String namespace);
}
