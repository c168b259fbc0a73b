package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One entry of {@code metadata.ownerReferences}. */
record Reference(String apiVersion, String kind, String name, String uid, boolean blocks) {

  static List<Reference> in(JsonNode object) {
    List<Reference> references = new ArrayList<>();
    for (JsonNode it : object.path("metadata").path("ownerReferences")) {
      references.add(
          new Reference(
              it.path("apiVersion").asText(),
              it.path("kind").asText(),
              it.path("name").asText(),
              it.path("uid").asText(),
              it.path("blockOwnerDeletion").asBoolean()));
    }
    return references;
  }

  /**
   * Where the owner would be: an owner in a namespace is looked for in that of the dependent. Empty
   * if the kind is not served, or if a dependent of the cluster names an owner in a namespace.
   */
  Optional<Key> owner(Cluster cluster, Key dependent) {
    return cluster
        .collection(apiVersion, kind)
        .filter(it -> !it.namespaced() || !dependent.namespace().isEmpty())
        .map(it -> new Key(it.name(), it.namespaced() ? dependent.namespace() : "", name));
  }

  /** A copy of an object without its references to these owners. */
  static ObjectNode without(ObjectNode object, List<String> uids) {
    ObjectNode copy = object.deepCopy();
    ObjectNode metadata = copy.withObject("metadata");
    var left = metadata.putArray("ownerReferences");
    for (JsonNode it : object.path("metadata").path("ownerReferences")) {
      if (!uids.contains(it.path("uid").asText())) {
        left.add(it);
      }
    }
    if (left.isEmpty()) {
      metadata.remove("ownerReferences");
    }
    return copy;
  }
}
