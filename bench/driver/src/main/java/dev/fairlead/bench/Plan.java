package dev.fairlead.bench;

import dev.fairlead.bench.operator.Framework;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param repository where the operators have been built
 * @param frameworks in the order of the table
 * @param works which kinds of work
 * @param starts how many starts are timed
 * @param objects how many objects are created, cold and warm
 * @param changesPerSecond how many are changed each second
 * @param changeSeconds for how long
 * @param deletions how many children are deleted
 * @param idleObjects how many objects lie idle, ascending
 * @param idleBytes how large each of them is
 * @param rounds how often everything is done
 * @param logs where the operators' output goes
 */
public record Plan(
    Path repository,
    List<Framework> frameworks,
    Set<Work> works,
    int starts,
    int objects,
    int changesPerSecond,
    int changeSeconds,
    int deletions,
    List<Integer> idleObjects,
    int idleBytes,
    int rounds,
    Path logs) {

  /** A kind of work. Those that change objects need those that create them. */
  public enum Work {
    START,
    CREATE,
    CHANGE,
    DELETE,
    IDLE
  }

  public Plan {
    frameworks = List.copyOf(frameworks);
    works = Set.copyOf(works);
    idleObjects = idleObjects.stream().sorted().toList();
  }

  /** Whether there is work to do for an operator that runs. */
  boolean active() {
    return works.contains(Work.CREATE)
        || works.contains(Work.CHANGE)
        || works.contains(Work.DELETE);
  }
}
