package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * StatefulSets, ReplicaSets, DaemonSets and Jobs become ready in one step, or never. There are no
 * Pods behind it. A DaemonSet has one node to run on.
 */
final class Workloads implements Lifecycle<Workloads.Memory> {

  private static final String STATEFUL_SETS = "statefulsets.apps";
  private static final String REPLICA_SETS = "replicasets.apps";
  private static final String DAEMON_SETS = "daemonsets.apps";
  private static final String JOBS = "jobs.batch";
  private static final Set<String> COLLECTIONS =
      Set.of(STATEFUL_SETS, REPLICA_SETS, DAEMON_SETS, JOBS);

  /** When the present generation of a workload becomes ready. */
  record Memory(long generation, Instant start, Instant ready) {}

  private final Duration readyAfter;

  Workloads(Duration readyAfter) {
    this.readyAfter = readyAfter;
  }

  @Override
  public String name() {
    return "workload-controller";
  }

  @Override
  public boolean concerns(String collection) {
    return COLLECTIONS.contains(collection);
  }

  @Override
  public Step<Memory> step(
      Key key, ObjectNode workload, Optional<Memory> before, boolean stuck, Instant now) {
    long generation = workload.path("metadata").path("generation").asLong();
    Memory memory =
        before.filter(it -> it.generation() == generation).orElseGet(() -> begun(generation, now));
    boolean ready = !stuck && !now.isBefore(memory.ready());
    ObjectNode copy = workload.deepCopy();
    copy.set("status", status(key.collection(), workload, memory, ready));
    return new Step<>(
        memory, copy, stuck || ready ? Optional.empty() : Optional.of(memory.ready()));
  }

  private Memory begun(long generation, Instant now) {
    return new Memory(generation, now.truncatedTo(ChronoUnit.SECONDS), now.plus(readyAfter));
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
    Json.count(status, "currentReplicas", replicas);
    Json.count(status, "updatedReplicas", replicas);
    Json.count(status, "readyReplicas", ready ? replicas : 0);
    return status;
  }

  private static ObjectNode replicaSet(Memory memory, int replicas, boolean ready) {
    ObjectNode status = observed(memory).put("replicas", replicas);
    Json.count(status, "fullyLabeledReplicas", replicas);
    Json.count(status, "readyReplicas", ready ? replicas : 0);
    Json.count(status, "availableReplicas", ready ? replicas : 0);
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
      Json.count(status, "active", Math.min(parallel, completions));
      return status;
    }
    Instant end = memory.ready().truncatedTo(ChronoUnit.SECONDS);
    Json.count(status, "succeeded", completions);
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
}
