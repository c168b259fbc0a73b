package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Specs that a primary has one after the other, each in place of the one before. Immutable.
 *
 * @param first what it is created with
 */
record Walk(ObjectNode first, List<Turn> turns) {

  Walk {
    turns = List.copyOf(turns);
  }

  /**
   * A spec that the author asks for.
   *
   * @param allowed whether the API server may take it
   */
  record Turn(ObjectNode spec, boolean allowed) {}

  /** Up to a turn, that one included; from 0. */
  Walk upTo(int turn) {
    return new Walk(first, turns.subList(0, turn + 1));
  }

  /** With as few turns before the last as still do what the test asks. */
  Walk shrunk(Predicate<Walk> stillFails) {
    Walk least = this;
    for (int turn = turns.size() - 2; turn >= 0; turn--) {
      List<Turn> fewer = new ArrayList<>(least.turns);
      fewer.remove(turn);
      Walk without = new Walk(first, fewer);
      if (stillFails.test(without)) {
        least = without;
      }
    }
    return least;
  }

  /** What each turn changes, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    ObjectNode spec = first;
    for (Turn turn : turns) {
      lines.add("  " + String.join(", ", Edits.differences(spec, turn.spec())));
      spec = turn.allowed() ? turn.spec() : spec;
    }
    return lines;
  }
}
