package dev.fairlead.reconciler.attempt;

import dev.fairlead.reconciler.plan.Terms.Lack;
import java.util.ArrayList;
import java.util.List;

/**
 * What children wait for. The change of a child leads to the next attempt, so nobody asks again
 * meanwhile. Not thread-safe.
 */
final class Waits {

  private record Wait(String who, String whom, Lack lack) {}

  private final List<Wait> waits = new ArrayList<>();

  void add(String who, String whom, Lack lack) {
    waits.add(new Wait(who, whom, lack));
  }

  boolean isEmpty() {
    return waits.isEmpty();
  }

  /** What stays the same while it is waited for: a status that says it is written once. */
  String steadily() {
    Wait first = waits.getFirst();
    return "%s waits until %s %s".formatted(first.who(), first.whom(), first.lack().until())
        + others();
  }

  /** How far it is, too. */
  String now() {
    Wait first = waits.getFirst();
    String now = first.lack().now();
    return steadily() + (now.isEmpty() ? "" : ": " + now);
  }

  private String others() {
    return switch (waits.size()) {
      case 1 -> "";
      case 2 -> " (and one other child waits)";
      default -> " (and " + (waits.size() - 1) + " other children wait)";
    };
  }
}
