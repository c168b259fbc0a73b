package dev.fairlead.acceptance.evidence;

import java.util.List;

/** Proves from evidence what holds whatever happens to the processes of a mesh. Pure. */
public final class Checker {

  private static final List<Invariant> INVARIANTS =
      List.of(
          new TokensLiveOnce(),
          new OneAuthorised(),
          new OneOwner(),
          new Epochs(),
          new WritesPassedTheGate(),
          new NothingOverwritten(),
          new StatusForward());

  private Checker() {}

  /** What does not hold, each with the name of its invariant; empty if all is well. */
  public static List<String> violations(Evidence evidence) {
    return INVARIANTS.stream()
        .flatMap(invariant ->
            invariant.violations(evidence).stream()
                .map(violation -> invariant.getClass().getSimpleName() + ": " + violation))
        .toList();
  }
}
