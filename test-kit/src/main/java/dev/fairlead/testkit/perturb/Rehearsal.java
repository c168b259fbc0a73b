package dev.fairlead.testkit.perturb;

import dev.fairlead.sandbox.store.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The runs without disturbances, which have to be right by themselves. */
final class Rehearsal {

  private final Theatre theatre;
  private final Set<String> left;
  private Schedule.Extent extent = new Schedule.Extent(List.of(), 0, 0);

  /**
   * @param left resources that may be left in the end
   */
  Rehearsal(Theatre theatre, Set<String> left) {
    this.theatre = theatre;
    this.left = left;
  }

  /**
   * Plays the story twice.
   *
   * @param back whether the step before the last leads back to the first state
   */
  Reference reference(Story<?> story, boolean back) {
    Run.Ended one = play(story);
    Run.Ended other = play(story);
    Chance chance = Chance.between(one.states(), other.states());
    Reference reference = new Reference(one.states(), chance, left, one.recreated());
    for (int step = 0; step < one.states().size(); step++) {
      Optional<String> difference = reference.difference(step, other.states().get(step));
      if (difference.isPresent()) {
        throw failure(
            "Two runs without disturbances differ after \"%s\": %s"
                .formatted(story.steps().get(step).what(), difference.get()),
            other);
      }
    }
    if (back) {
      chance
          .alike(one.states().get(one.states().size() - 2))
          .difference(chance.alike(one.states().getFirst()))
          .ifPresent(difference -> {
            throw failure(
                "When the primary is again what it was, not all else is: "
                    + difference
                    + "; if that is meant, say withoutWayBack()",
                one);
          });
    }
    leftovers(one);
    extent =
        new Schedule.Extent(
            one.writes(),
            story.steps().size(),
            (int) story.controller().get().declaration().watched().count());
    return reference;
  }

  /** How much there is to disturb. */
  Schedule.Extent extent() {
    return extent;
  }

  private Run.Ended play(Story<?> story) {
    Run.Ended ended = theatre.play(story, Schedule.PEACE, Optional.empty());
    ended
        .divergence()
        .ifPresent(it -> {
          throw failure(it, ended);
        });
    return ended;
  }

  private void leftovers(Run.Ended ended) {
    for (Key key : ended.made()) {
      if (!left.contains(key.collection())) {
        throw failure(
            "When the primary is gone, %s is left: let it have an owner, delete it in cleanup, or say leaves(\"%s\") if that is meant"
                .formatted(State.name(key), key.collection()),
            ended);
      }
    }
  }

  private static AssertionError failure(String what, Run.Ended ended) {
    return new AssertionError(
        """
        %s

        Nothing was done to it. What happened:
        %s\
        """
            .formatted(what, Theatre.lines(ended.log())));
  }
}
