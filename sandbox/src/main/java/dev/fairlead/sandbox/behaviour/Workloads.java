package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * StatefulSets, ReplicaSets, DaemonSets and Jobs become ready in one step, or never. There are no
 * Pods behind it. A DaemonSet has one node to run on.
 */
final class Workloads implements Controller {

  private static final String STATEFUL_SETS = "statefulsets.apps";
  private static final String REPLICA_SETS = "replicasets.apps";
  private static final String DAEMON_SETS = "daemonsets.apps";
  private static final String JOBS = "jobs.batch";
  private static final Set<String> COLLECTIONS =
      Set.of(STATEFUL_SETS, REPLICA_SETS, DAEMON_SETS, JOBS);
  private static final String MANAGER = "kube-controller-manager";

  /** When the present generation of a workload becomes ready. */
  private record Memory(String uid, long generation, Instant start, Instant ready) {}

  private final Duration readyAfter;
  private final Predicate<String> stuckImage;
  private final Map<Key, Memory> memories = new HashMap<>();

  Workloads(Duration readyAfter, Predicate<String> stuckImage) {
    this.readyAfter = readyAfter;
    this.stuckImage = stuckImage;
  }

  @Override
  public String name() {
    return "workload-controller";
  }

  @Override
  public boolean watches(String collection) {
    return COLLECTIONS.contains(collection);
  }

  @Override
  public void changed(Seen change, Consumer<Key> look) {
    if (change.after().isEmpty()) {
      memories.remove(change.key());
    } else {
      look.accept(change.key());
    }
  }

  @Override
  public Optional<Instant> look(Key key, Cluster cluster, Instant now) throws Rejection {
    Optional<ObjectNode> found = cluster.get(key).filter(it -> !Json.terminating(it));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode workload = found.get();
    Memory memory = remembered(key, workload, now);
    boolean stuck = Images.in(workload).stream().anyMatch(stuckImage);
    boolean ready = !stuck && !now.isBefore(memory.ready());
    ObjectNode copy = workload.deepCopy();
    copy.set("status", status(key.collection(), workload, memory, ready));
    if (!Images.same(copy, workload)) {
      cluster.update(MANAGER, key, "status", copy);
    }
    return stuck || ready ? Optional.empty() : Optional.of(memory.ready());
  }

  private Memory remembered(Key key, ObjectNode workload, Instant now) {
    String uid = Json.uid(workload);
    long generation = workload.path("metadata").path("generation").asLong();
    Memory old = memories.get(key);
    if (old != null && old.uid().equals(uid) && old.generation() == generation) {
      return old;
    }
    Instant start = now.truncatedTo(ChronoUnit.SECONDS);
    Memory memory = new Memory(uid, generation, start, now.plus(readyAfter));
    memories.put(key, memory);
    return memory;
  }

  private static ObjectNode status(
      String collection, ObjectNode workload, Memory memory, boolean ready) {
    int replicas = workload.path("spec").path("replicas").asInt(1);
    return switch (collection) {
      case STATEFUL_SETS -> statefulSet(workload, memory, replicas, ready);
      case REPLICA_SETS -> replicaSet(memory, replicas, ready);
      case DAEMON_SETS -> daemonSet(memory, ready);
      default -> job(workload, memory, ready);
    };
  }

  private static ObjectNode statefulSet(
      ObjectNode workload, Memory memory, int replicas, boolean ready) {
    String revision = workload.at("/metadata/name").asText() + "-" + Images.hash(workload);
    ObjectNode status = observed(memory).put("replicas", replicas);
    String current = workload.path("status").path("currentRevision").asText(revision);
    status.put("currentRevision", ready ? revision : current).put("updateRevision", revision);
    status.put("collisionCount", 0).put("availableReplicas", ready ? replicas : 0);
    count(status, "currentReplicas", replicas);
    count(status, "updatedReplicas", replicas);
    count(status, "readyReplicas", ready ? replicas : 0);
    return status;
  }

  private static ObjectNode replicaSet(Memory memory, int replicas, boolean ready) {
    ObjectNode status = observed(memory).put("replicas", replicas);
    count(status, "fullyLabeledReplicas", replicas);
    count(status, "readyReplicas", ready ? replicas : 0);
    count(status, "availableReplicas", ready ? replicas : 0);
    return status;
  }

  private static ObjectNode daemonSet(Memory memory, boolean ready) {
    ObjectNode status = observed(memory);
    status.put("currentNumberScheduled", 1).put("desiredNumberScheduled", 1);
    status.put("numberMisscheduled", 0).put("numberReady", ready ? 1 : 0);
    status.put("updatedNumberScheduled", 1);
    return ready ? status.put("numberAvailable", 1) : status.put("numberUnavailable", 1);
  }

  private static ObjectNode job(ObjectNode workload, Memory memory, boolean ready) {
    if (workload.path("status").has("completionTime")) {
      return workload.path("status").deepCopy();
    }
    int completions = workload.path("spec").path("completions").asInt(1);
    int parallel = workload.path("spec").path("parallelism").asInt(1);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("startTime", memory.start().toString()).put("ready", 0);
    status.put("terminating", 0).putObject("uncountedTerminatedPods");
    if (!ready) {
      count(status, "active", Math.min(parallel, completions));
      return status;
    }
    Instant end = memory.ready().truncatedTo(ChronoUnit.SECONDS);
    count(status, "succeeded", completions);
    status.put("completionTime", end.toString());
    Conditions conditions = new Conditions(JsonNodeFactory.instance.arrayNode(), end);
    String message = "Reached expected number of succeeded pods";
    conditions.set("SuccessCriteriaMet", "True", "CompletionsReached", message);
    conditions.set("Complete", "True", "CompletionsReached", message);
    conditions
        .json()
        .forEach(it ->
            status
                .withArray("conditions")
                .add(((ObjectNode) it).put("lastProbeTime", end.toString())));
    return status;
  }

  private static ObjectNode observed(Memory memory) {
    return JsonNodeFactory.instance.objectNode().put("observedGeneration", memory.generation());
  }

  private static void count(ObjectNode status, String field, int count) {
    if (count > 0) {
      status.put(field, count);
    }
  }
}
