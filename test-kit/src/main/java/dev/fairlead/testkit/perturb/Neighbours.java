package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Stored;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What others do in a cluster, at once and in the same order each time: the garbage collector
 * deletes what has lost its owner, workloads become ready in two steps, and what the test adds.
 */
final class Neighbours {

  private static final Set<String> SCALED =
      Set.of("deployments.apps", "statefulsets.apps", "replicasets.apps");

  private final Server server;
  private final Consumer<KubernetesClient> others;

  Neighbours(Server server, Consumer<KubernetesClient> others) {
    this.server = server;
    this.others = others;
  }

  /** One step of each. */
  void step() {
    collect();
    for (Stored stored : server.objects()) {
      if (SCALED.contains(stored.key().collection())) {
        progress(stored);
      }
    }
    others.accept(server.client());
  }

  private void collect() {
    boolean found = true;
    while (found) {
      found = false;
      Set<String> uids = new HashSet<>();
      server.objects().forEach(it -> uids.add(uid(it.object())));
      for (Stored stored : server.objects()) {
        if (isOrphan(stored.object(), uids)) {
          server.delete(stored.object());
          found = true;
        }
      }
    }
  }

  private static boolean isOrphan(ObjectNode object, Set<String> uids) {
    JsonNode metadata = object.path("metadata");
    JsonNode owners = metadata.path("ownerReferences");
    for (JsonNode owner : owners) {
      if (uids.contains(owner.path("uid").asText())) {
        return false;
      }
    }
    return !owners.isEmpty() && !metadata.has("deletionTimestamp");
  }

  /** First the generation is seen, then all replicas are ready. */
  private void progress(Stored stored) {
    ObjectNode object = stored.object().deepCopy();
    long generation = object.path("metadata").path("generation").asLong();
    int wanted = object.path("spec").path("replicas").asInt(1);
    ObjectNode status = object.withObjectProperty("status");
    if (status.path("observedGeneration").asLong() != generation) {
      status.put("observedGeneration", generation);
    } else if (status.path("readyReplicas").asInt(-1) != wanted
        || status.path("updatedReplicas").asInt(-1) != wanted) {
      for (String count :
          new String[] {"replicas", "readyReplicas", "updatedReplicas", "availableReplicas"}) {
        status.put(count, wanted);
      }
    } else {
      return;
    }
    var _ = server.store().update(stored.key(), stored.revision(), object);
  }

  private static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asText();
  }
}
