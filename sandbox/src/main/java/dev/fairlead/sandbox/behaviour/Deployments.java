package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Deployments roll out and become ready, or get stuck, as their status tells it. There are no
 * ReplicaSets and no Pods behind it.
 */
final class Deployments implements Controller {

  private static final String COLLECTION = "deployments.apps";
  private static final String MANAGER = "kube-controller-manager";
  private static final String REVISION = "deployment.kubernetes.io/revision";

  /**
   * What is remembered of one Deployment.
   *
   * @param template a hash of the template that is rolled out
   * @param ready when its replicas become ready; its progress counts from {@code since}
   */
  private record Memory(
      String uid, String template, long generation, Rollout rollout, Instant since, Instant ready) {

    Memory with(Rollout other) {
      return new Memory(uid, template, generation, other, since, ready);
    }
  }

  private final Duration readyAfter;
  private final Predicate<String> stuckImage;
  private final Map<Key, Memory> memories = new HashMap<>();

  Deployments(Duration readyAfter, Predicate<String> stuckImage) {
    this.readyAfter = readyAfter;
    this.stuckImage = stuckImage;
  }

  @Override
  public String name() {
    return "deployment-controller";
  }

  @Override
  public boolean watches(String collection) {
    return collection.equals(COLLECTION);
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
    ObjectNode deployment = found.get();
    Rollout.Plan plan = Rollout.Plan.of(deployment);
    boolean stuck = Images.in(deployment).stream().anyMatch(stuckImage);
    Memory memory = advance(remembered(key, deployment, now), plan, stuck, now);
    memories.put(key, memory);

    Instant deadline = memory.since().plus(progressDeadline(deployment));
    boolean overdue = !memory.rollout().complete(plan) && !now.isBefore(deadline);
    write(key, deployment, memory, plan, overdue, cluster, now);
    if (memory.rollout().complete(plan) || overdue) {
      return Optional.empty();
    }
    return Optional.of(stuck ? deadline : memory.ready());
  }

  /** What is known of the Deployment, with what its spec says now. */
  private Memory remembered(Key key, ObjectNode deployment, Instant now) {
    String uid = Json.uid(deployment);
    String template = Images.hash(deployment);
    long generation = deployment.path("metadata").path("generation").asLong();
    Memory old = memories.get(key);
    if (old == null || !old.uid().equals(uid)) {
      Rollout known = fromStatus(deployment);
      return new Memory(uid, template, generation, known, now, now.plus(readyAfter));
    }
    if (!old.template().equals(template)) {
      return new Memory(
          uid, template, generation, old.rollout().replaced(), now, now.plus(readyAfter));
    }
    if (old.generation() != generation) {
      boolean wasComplete = now.isAfter(old.ready());
      Instant since = wasComplete ? now : old.since();
      Instant ready = wasComplete ? now.plus(readyAfter) : old.ready();
      return new Memory(uid, template, generation, old.rollout(), since, ready);
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

  private static void write(
      Key key,
      ObjectNode deployment,
      Memory memory,
      Rollout.Plan plan,
      boolean overdue,
      Cluster cluster,
      Instant now)
      throws Rejection {
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
    count(status, "replicas", rollout.replicas());
    count(status, "updatedReplicas", rollout.fresh());
    count(status, "readyReplicas", rollout.allAvailable());
    count(status, "availableReplicas", rollout.allAvailable());
    count(status, "unavailableReplicas", Math.max(0, rollout.replicas() - rollout.allAvailable()));
    status.put("terminatingReplicas", 0);
    status.set("conditions", conditions.json());
    if (!Images.same(copy, deployment)) {
      cluster.update(MANAGER, key, "status", copy);
    }
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

  private static void count(ObjectNode status, String field, int count) {
    if (count > 0) {
      status.put(field, count);
    }
  }
}
