package dev.fairlead.protocol.rollout;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.message.Incarnation;

/** What a {@link Rollout} asks for. */
public sealed interface RolloutEffect {

  /** Watch the kinds of a declaration, and say {@link RolloutInput.InStep} when all are. */
  record Watch(Declaration declaration) implements RolloutEffect {}

  /**
   * From now on this declaration counts: who owns something gives it up in good order, and stands
   * for it again by this one; attempts go to its workers alone.
   */
  record Accept(Declaration declaration) implements RolloutEffect {}

  /** Nobody announces a declaration any more, and another one counts: its kinds may go. */
  record Forget(Declaration declaration) implements RolloutEffect {}

  /**
   * Tell people that a worker gets no work: others announce the same version with other contents.
   */
  record Refuse(Incarnation worker, Declaration declaration) implements RolloutEffect {}

  /** Wake up at this time. */
  record WakeAt(long atMillis) implements RolloutEffect {}
}
