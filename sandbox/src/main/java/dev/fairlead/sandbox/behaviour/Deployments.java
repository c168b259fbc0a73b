package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Deployments roll out and become ready, or get stuck, as their status tells it. There are no
 * ReplicaSets and no Pods behind it.
 */
final class Deployments implements Lifecycle<Deployments.Memory> {

  private static final String COLLECTION = "deployments.apps";
  private static final String REVISION = "deployment.kubernetes.io/revision";

  /**
   * What is remembered of one Deployment.
   *
   * @param template a hash of the template that is rolled out
   * @param ready when its replicas become ready; its progress counts from {@code since}
   */
  record Memory(String template, long generation, Rollout rollout, Instant since, Instant ready) {

    Memory with(Rollout other) {
      return new Memory(template, generation, other, since, ready);
    }
  }

  private final Duration readyAfter;

  Deployments(Duration readyAfter) {
    this.readyAfter = readyAfter;
  }

  @Override
  public String name() {
    return "deployment-controller";
  }

  @Override
  public boolean concerns(String collection) {
    return collection.equals(COLLECTION);
  }

  @Override
  public Step<Memory> step(
      Key key, ObjectNode deployment, Optional<Memory> before, boolean stuck, Instant now) {
    Rollout.Plan plan = Rollout.Plan.of(deployment);
    Memory memory = advance(informed(before, deployment, now), plan, stuck, now);
    Instant deadline = memory.since().plus(progressDeadline(deployment));
    boolean complete = memory.rollout().complete(plan);
    boolean overdue = !complete && !now.isBefore(deadline);
    ObjectNode next = told(key, deployment, memory, plan, overdue, now);
    Optional<Instant> again =
        complete || overdue ? Optional.empty() : Optional.of(stuck ? deadline : memory.ready());
    return new Step<>(memory, next, again);
  }

  /** What is known of the Deployment, with what its spec says now. */
  private Memory informed(Optional<Memory> before, ObjectNode deployment, Instant now) {
    String template = Images.hash(deployment);
    long generation = deployment.path("metadata").path("generation").asLong();
    if (before.isEmpty()) {
      Rollout known = fromStatus(deployment);
      return new Memory(template, generation, known, now, now.plus(readyAfter));
    }
    Memory old = before.get();
    if (!old.template().equals(template)) {
      Rollout replaced = old.rollout().replaced();
      return new Memory(template, generation, replaced, now, now.plus(readyAfter));
    }
    if (old.generation() != generation) {
      boolean wasComplete = now.isAfter(old.ready());
      Instant since = wasComplete ? now : old.since();
      Instant ready = wasComplete ? now.plus(readyAfter) : old.ready();
      return new Memory(template, generation, old.rollout(), since, ready);
    }
    return old;
  }

  private static Rollout fromStatus(ObjectNode deployment) {
    JsonNode status = deployment.path("status");
    int fresh = status.path("updatedReplicas").asInt();
    int old = status.path("replicas").asInt() - fresh;
    return new Rollout(old, fresh, Math.max(0, status.path("availableReplicas").asInt() - old));
  }

  private static Memory advance(Memory memory, Rollout.Plan plan, boolean stuck, Instant now) {
    boolean ready = !stuck && !now.isBefore(memory.ready());
    return memory.with(ready ? memory.rollout().finished(plan) : memory.rollout().step(plan));
  }

  private static Duration progressDeadline(ObjectNode deployment) {
    return Duration.ofSeconds(deployment.path("spec").path("progressDeadlineSeconds").asLong(600));
  }

  /** The Deployment with the status that tells all this. */
  private static ObjectNode told(
      Key key,
      ObjectNode deployment,
      Memory memory,
      Rollout.Plan plan,
      boolean overdue,
      Instant now) {
    ObjectNode copy = deployment.deepCopy();
    String set = key.name() + "-" + memory.template();
    countRevision(copy, memory.template());
    Rollout rollout = memory.rollout();
    Conditions conditions = new Conditions(deployment.path("status").path("conditions"), now);
    if (rollout.allAvailable() >= plan.replicas() - plan.maxUnavailable()) {
      conditions.setWithUpdate(
          "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");
    } else {
      conditions.setWithUpdate(
          "Available",
          "False",
          "MinimumReplicasUnavailable",
          "Deployment does not have minimum availability.");
    }
    progress(conditions, deployment, set, rollout.complete(plan), overdue);

    ObjectNode status = copy.putObject("status");
    status.put("observedGeneration", memory.generation());
    Json.count(status, "replicas", rollout.replicas());
    Json.count(status, "updatedReplicas", rollout.fresh());
    Json.count(status, "readyReplicas", rollout.allAvailable());
    Json.count(status, "availableReplicas", rollout.allAvailable());
    Json.count(
        status, "unavailableReplicas", Math.max(0, rollout.replicas() - rollout.allAvailable()));
    status.put("terminatingReplicas", 0);
    status.set("conditions", conditions.json());
    return copy;
  }

  private static void progress(
      Conditions conditions, ObjectNode deployment, String set, boolean complete, boolean overdue) {
    String prefix = "ReplicaSet \"" + set + "\" ";
    if (complete) {
      conditions.setWithUpdate(
          "Progressing", "True", "NewReplicaSetAvailable", prefix + "has successfully progressed.");
    } else if (overdue) {
      conditions.setWithUpdate(
          "Progressing",
          "False",
          "ProgressDeadlineExceeded",
          prefix + "has timed out progressing.");
    } else if (!scales(deployment, prefix)) {
      conditions.setWithUpdate(
          "Progressing", "True", "ReplicaSetUpdated", prefix + "is progressing.");
    }
  }

  /** Whether the same template was rolled out before: then more replicas are no news. */
  private static boolean scales(ObjectNode deployment, String prefix) {
    for (JsonNode it : deployment.path("status").path("conditions")) {
      if (it.path("reason").asText().equals("NewReplicaSetAvailable")
          && it.path("message").asText().startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Counts how many templates there were; the hash of the last one stands in the conditions. */
  private static void countRevision(ObjectNode deployment, String template) {
    ObjectNode annotations = deployment.withObject("metadata").withObject("annotations");
    int revision = annotations.path(REVISION).asInt();
    boolean known = deployment.path("status").path("conditions").toString().contains(template);
    if (revision == 0 || !known) {
      annotations.put(REVISION, Integer.toString(revision + 1));
    }
  }
}
