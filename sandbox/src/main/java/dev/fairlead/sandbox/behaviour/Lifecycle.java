package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.Optional;

/**
 * How workloads of some kinds go on: from a workload and the moment follows its status. Changes
 * neither.
 *
 * @param <M> what is remembered of one workload between two looks; immutable
 */
interface Lifecycle<M> {

  /** The name of the controller, which is kube's. */
  String name();

  /** Whether it is about the kind of this collection. */
  boolean concerns(String collection);

  /**
   * @param workload not changed
   * @param memory of this very workload; empty when it is met for the first time
   * @param stuck whether it has an image that never starts
   */
  Step<M> step(Key key, ObjectNode workload, Optional<M> memory, boolean stuck, Instant now);

  /**
   * What a workload is now.
   *
   * @param workload a copy, with its new status
   * @param again when to look at it again, if nothing changes before; empty for not at all
   */
  record Step<M>(M memory, ObjectNode workload, Optional<Instant> again) {}
}
