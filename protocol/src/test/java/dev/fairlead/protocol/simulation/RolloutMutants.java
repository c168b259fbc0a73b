package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.rollout.Rollout;
import dev.fairlead.protocol.rollout.RolloutInput;
import java.util.Optional;

/** What lacks one rule each of mixed versions. */
final class RolloutMutants {

  private RolloutMutants() {}

  /** An owner gives something to every worker, whatever it declares. */
  static final class AnyDeclarationServes implements Sabotage {

    @Override
    public boolean serves(Declaration owner, Declaration worker) {
      return true;
    }
  }

  /** An owner goes on by the declaration that it began with. */
  static final class TenureOutlivesDeclaration implements Sabotage {

    @Override
    public boolean leavesForAnother() {
      return false;
    }
  }

  /** A watcher takes the first declaration that it hears, for ever. */
  static final class FirstForEver implements Sabotage {

    @Override
    public Optional<RolloutInput> rollout(RolloutInput input, Rollout rollout) {
      boolean other =
          input instanceof RolloutInput.Announced(var worker, Declaration declaration)
              && rollout.accepted().isPresent()
              && !rollout.accepted().equals(Optional.of(declaration));
      return other ? Optional.empty() : Optional.of(input);
    }
  }
}
