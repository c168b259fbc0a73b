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
 * @param endings how often an owner of Fairlead's ends; a leader of the others ends less often,
 *     since each time takes the length of their Lease
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
    int endings,
    int rounds,
    Path logs) {

  private static final int PEERS_SHARE = 4;

  public Plan {
    frameworks = List.copyOf(frameworks);
    works = Set.copyOf(works);
    idleObjects = idleObjects.stream().sorted().toList();
  }

  /** Whether something is to be done. */
  boolean has(Work work) {
    return works.contains(work);
  }

  /** How often a leader ends. */
  int endings(Framework framework) {
    return framework == Framework.FAIRLEAD ? endings : Math.max(1, endings / PEERS_SHARE);
  }

  /** How often what takes long or varies little is repeated. */
  int repetitions() {
    return Math.max(1, endings / PEERS_SHARE);
  }

  /** Whether there is work to do for an operator that runs. */
  boolean active() {
    return has(Work.CREATE) || has(Work.CHANGE) || has(Work.DELETE);
  }
}
