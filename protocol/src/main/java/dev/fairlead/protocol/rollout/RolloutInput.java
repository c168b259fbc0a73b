package dev.fairlead.protocol.rollout;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Incarnation;

/** What a {@link Rollout} takes in. */
public sealed interface RolloutInput {

  /** A worker announced that it reconciles the controller as it is declared here. */
  record Announced(Incarnation worker, Declaration declaration) implements RolloutInput {}

  /** The caches of all kinds of a declaration are in step, for the first time. */
  record InStep(Declaration declaration) implements RolloutInput {}

  /** An owner has not reached any worker of the accepted declaration for long. */
  record ReachesNobody() implements RolloutInput {}

  /** Time passed. */
  record Ticked() implements RolloutInput {}
}
