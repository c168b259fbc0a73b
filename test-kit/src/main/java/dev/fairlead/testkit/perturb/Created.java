package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What comes of a primary that is created with a spec, and never edited. */
sealed interface Created {

  /** The API server does not take it: a rule between fields forbids it. */
  record Refused(String why) implements Created {}

  /**
   * It is at rest.
   *
   * @param spec as it is stored, with defaults
   */
  record AtRest(ObjectNode spec, State state) implements Created {

    /**
     * The difference of another primary that has come to the same spec, in words.
     *
     * @param other how it is
     * @param chance what differs by itself
     */
    Optional<String> difference(State other, Chance chance) {
      if (!state.trouble().isEmpty()) {
        // What is in trouble leaves the children as they were, so they depend on what went before.
        return other.difference(new State(other.objects(), state.trouble()));
      }
      return chance.alike(other).difference(chance.alike(state));
    }
  }

  /** It is wrong by itself. */
  record Diverged(String what, List<String> log) implements Created {

    public Diverged {
      log = List.copyOf(log);
    }
  }
}
