package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Moves workloads along their lifecycle, and writes a status where it differs. */
final class WorkloadController<M> implements Controller {

  private record Remembered<M>(String uid, M memory) {}

  private final Lifecycle<M> lifecycle;
  private final Predicate<String> stuckImage;
  private final Map<Key, Remembered<M>> memories = new HashMap<>();

  /**
   * @param stuckImage which images never start
   */
  WorkloadController(Lifecycle<M> lifecycle, Predicate<String> stuckImage) {
    this.lifecycle = lifecycle;
    this.stuckImage = stuckImage;
  }

  @Override
  public String name() {
    return lifecycle.name();
  }

  @Override
  public boolean watches(String collection) {
    return lifecycle.concerns(collection);
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
    String uid = Json.uid(workload);
    Optional<M> memory =
        Optional.ofNullable(memories.get(key))
            .filter(it -> it.uid().equals(uid))
            .map(Remembered::memory);
    boolean stuck = Images.in(workload).stream().anyMatch(stuckImage);
    Lifecycle.Step<M> step = lifecycle.step(key, workload, memory, stuck, now);
    memories.put(key, new Remembered<>(uid, step.memory()));
    if (!Images.same(step.workload(), workload)) {
      cluster.update(MANAGER, key, "status", step.workload());
    }
    return step.again();
  }
}
