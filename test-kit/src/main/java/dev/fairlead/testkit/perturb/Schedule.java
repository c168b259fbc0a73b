package dev.fairlead.testkit.perturb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What goes wrong in one run. Immutable; the same number always gives the same schedule. */
record Schedule(List<Disturbance> disturbances) {

  /** Nothing goes wrong. */
  static final Schedule PEACE = new Schedule(List.of());

  private static final int TOGETHER_MAX = 4;

  Schedule {
    disturbances = List.copyOf(disturbances);
  }

  /**
   * How much there was to disturb in the run without disturbances.
   *
   * @param writes how many writes each of the calls asked for
   * @param steps of the story
   * @param kinds that are watched
   */
  record Extent(List<Integer> writes, int steps, int kinds) {

    Extent {
      writes = List.copyOf(writes);
    }

    int calls() {
      return writes.size();
    }
  }

  /**
   * First each crash between any two writes by itself; then by turns another single disturbance and
   * some together, as chance will have it.
   */
  static Schedule number(int number, Extent extent, Set<Trouble> troubles) {
    List<Disturbance> crashes = new ArrayList<>();
    List<Disturbance> others = new ArrayList<>();
    for (Disturbance each : singles(extent, troubles)) {
      (each.trouble() == Trouble.CRASH ? crashes : others).add(each);
    }
    if (number < crashes.size()) {
      return new Schedule(List.of(crashes.get(number)));
    }
    Collections.shuffle(others, new Random(0));
    int turn = number - crashes.size();
    if (turn % 2 == 0 && turn / 2 < others.size()) {
      return new Schedule(List.of(others.get(turn / 2)));
    }
    crashes.addAll(others);
    return together(crashes, new Random(number));
  }

  private static Schedule together(List<Disturbance> singles, Random random) {
    if (singles.isEmpty()) {
      return PEACE;
    }
    int together = 2 + random.nextInt(TOGETHER_MAX - 1);
    return new Schedule(
        IntStream.range(0, together)
            .mapToObj(_ -> shifted(singles.get(random.nextInt(singles.size())), random))
            .distinct()
            .toList());
  }

  /** After a first disturbance there are calls that peace has not. */
  private static Disturbance shifted(Disturbance single, Random random) {
    return single.trouble() == Trouble.HURRY
        ? single
        : new Disturbance(single.trouble(), single.at() + random.nextInt(3), single.pick());
  }

  private static List<Disturbance> singles(Extent extent, Set<Trouble> troubles) {
    List<Disturbance> all = new ArrayList<>();
    for (int call = 0; call < extent.calls(); call++) {
      for (int write = 0; write < extent.writes().get(call); write++) {
        all.add(new Disturbance(Trouble.CRASH, call, write));
        all.add(new Disturbance(Trouble.CONFLICT, call, write));
        all.add(new Disturbance(Trouble.UNAVAILABLE, call, write));
        all.add(new Disturbance(Trouble.LOST, call, write));
      }
      all.add(new Disturbance(Trouble.FOREIGN_DELETE, call, call));
      all.add(new Disturbance(Trouble.FOREIGN_EDIT, call, call));
      all.add(new Disturbance(Trouble.AGAIN, call, 0));
      all.add(new Disturbance(Trouble.TIME, call, 0));
      for (int kind = 0; kind < extent.kinds(); kind++) {
        for (int back = 0; back < Disturbance.BACK_MAX; back++) {
          all.add(new Disturbance(Trouble.STALE, call, kind * Disturbance.BACK_MAX + back));
        }
      }
    }
    for (int step = 0; step < extent.steps() - 1; step++) {
      for (int calls = 0; calls < 3; calls++) {
        all.add(new Disturbance(Trouble.HURRY, step, calls));
      }
    }
    all.removeIf(it -> !troubles.contains(it.trouble()));
    return all;
  }

  /** With as few disturbances as still do what the test asks, one taken away after the other. */
  Schedule shrunk(Predicate<Schedule> stillFails) {
    Schedule least = this;
    for (Disturbance each : disturbances) {
      Schedule without =
          new Schedule(least.disturbances.stream().filter(it -> !it.equals(each)).toList());
      if (without.disturbances.size() < least.disturbances.size()
          && !without.disturbances.isEmpty()
          && stillFails.test(without)) {
        least = without;
      }
    }
    return least;
  }

  List<Disturbance> of(Trouble trouble, int at) {
    return disturbances.stream().filter(it -> it.trouble() == trouble && it.at() == at).toList();
  }

  boolean has(Trouble trouble, int at) {
    return !of(trouble, at).isEmpty();
  }
}
