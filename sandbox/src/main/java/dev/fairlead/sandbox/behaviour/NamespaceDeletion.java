package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Scope;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Empties a namespace that is being deleted, and then lets it go. What stays because of finalizers
 * stands in the namespace's conditions.
 */
final class NamespaceDeletion implements Controller {

  private static final String NAMESPACES = "namespaces";
  private static final String FINALIZER = "kubernetes";

  private final Set<String> terminating = new HashSet<>();

  @Override
  public String name() {
    return "namespace-controller";
  }

  @Override
  public boolean watches(String collection) {
    return true;
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    if (change.key().collection().equals(NAMESPACES)) {
      if (change.after().filter(Json::terminating).isPresent()) {
        terminating.add(change.key().name());
        look.accept(change.key());
      } else {
        terminating.remove(change.key().name());
      }
    } else if (terminating.contains(change.key().namespace())) {
      look.accept(new Key(NAMESPACES, "", change.key().namespace()));
    }
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    Optional<ObjectNode> found = cluster.get(key).filter(Json::terminating);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Remains remains = empty(key.name(), cluster);
    ObjectNode namespace = tell(key, found.get(), remains, cluster, now);
    if (remains.resources().isEmpty()) {
      release(key, namespace, cluster);
    }
    return Optional.empty();
  }

  /**
   * What is still there.
   *
   * @param resources how many objects of each collection
   * @param finalizers how many objects wait for each
   */
  private record Remains(Map<String, Integer> resources, Map<String, Integer> finalizers) {}

  private static Remains empty(String namespace, Cluster cluster) throws Rejection {
    Remains remains = new Remains(new TreeMap<>(), new TreeMap<>());
    for (String collection : cluster.namespacedCollections()) {
      Scope scope = Scope.namespace(collection, namespace);
      for (ObjectNode object : cluster.list(scope)) {
        if (!Json.terminating(object)) {
          delete(
              new Key(collection, namespace, object.at("/metadata/name").asText()),
              object,
              cluster);
        }
      }
      for (ObjectNode left : cluster.list(scope)) {
        remains.resources().merge(collection, 1, Integer::sum);
        Json.finalizers(left).forEach(it -> remains.finalizers().merge(it, 1, Integer::sum));
      }
    }
    return remains;
  }

  private static void delete(Key key, ObjectNode object, Cluster cluster) throws Rejection {
    try {
      cluster.delete(key, Json.uid(object), Cluster.Propagation.BACKGROUND);
    } catch (Rejection e) {
      if (e.status().code() != 404 && e.status().code() != 409) {
        throw e;
      }
    }
  }

  private static void release(Key key, ObjectNode namespace, Cluster cluster) throws Rejection {
    if (!Json.texts(namespace.path("spec").path("finalizers")).contains(FINALIZER)) {
      return;
    }
    ObjectNode copy = namespace.deepCopy();
    var left = copy.withObject("spec").putArray("finalizers");
    Json.texts(namespace.path("spec").path("finalizers")).stream()
        .filter(it -> !it.equals(FINALIZER))
        .forEach(left::add);
    cluster.update(MANAGER, key, "finalize", copy);
  }

  /** Writes the conditions, if they say something new. */
  private static ObjectNode tell(
      Key key, ObjectNode namespace, Remains remains, Cluster cluster, Instant now)
      throws Rejection {
    Conditions conditions = new Conditions(namespace.path("status").path("conditions"), now);
    conditions.set(
        "NamespaceDeletionDiscoveryFailure",
        "False",
        "ResourcesDiscovered",
        "All resources successfully discovered");
    conditions.set(
        "NamespaceDeletionGroupVersionParsingFailure",
        "False",
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    conditions.set(
        "NamespaceDeletionContentFailure",
        "False",
        "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization");
    if (remains.resources().isEmpty()) {
      conditions.set(
          "NamespaceContentRemaining",
          "False",
          "ContentRemoved",
          "All content successfully removed");
    } else {
      conditions.set(
          "NamespaceContentRemaining",
          "True",
          "SomeResourcesRemain",
          "Some resources are remaining: " + words(remains.resources(), ". has "));
    }
    if (remains.finalizers().isEmpty()) {
      conditions.set(
          "NamespaceFinalizersRemaining",
          "False",
          "ContentHasNoFinalizers",
          "All content-preserving finalizers finished");
    } else {
      conditions.set(
          "NamespaceFinalizersRemaining",
          "True",
          "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: "
              + words(remains.finalizers(), " in "));
    }
    if (!conditions.changed()) {
      return namespace;
    }
    ObjectNode copy = namespace.deepCopy();
    copy.withObject("status").set("conditions", conditions.json());
    return cluster.update(MANAGER, key, "status", copy);
  }

  private static String words(Map<String, Integer> counts, String between) {
    return counts.entrySet().stream()
        .map(it -> it.getKey() + between + it.getValue() + " resource instances")
        .collect(Collectors.joining(", "));
  }
}
