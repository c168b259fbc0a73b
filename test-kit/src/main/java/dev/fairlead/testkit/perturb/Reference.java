package dev.fairlead.testkit.perturb;

import dev.fairlead.protocol.object.ObjectRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a story goes when nothing disturbs it.
 *
 * @param states at rest after each of its steps
 * @param chance what differs even so
 * @param left resources of which something may be left in the end, depending on when that comes
 * @param recreated what the controller itself deletes and creates again
 */
record Reference(List<State> states, Chance chance, Set<String> left, Set<ObjectRef> recreated) {

  Reference {
    states = List.copyOf(states);
    left = Set.copyOf(left);
    recreated = Set.copyOf(recreated);
  }

  /** The first difference of another run's state at rest after a step, in words. */
  Optional<String> difference(int step, State state) {
    State should = states.get(step);
    if (!should.trouble().isEmpty()) {
      // What is rejected leaves the children as they were, so they depend on what went before.
      return state.trouble().equals(should.trouble())
          ? Optional.empty()
          : state.difference(new State(state.objects(), should.trouble()));
    }
    return step == states.size() - 1
        ? chance.alike(state.without(left)).difference(chance.alike(should.without(left)))
        : chance.alike(state).difference(chance.alike(should));
  }
}
