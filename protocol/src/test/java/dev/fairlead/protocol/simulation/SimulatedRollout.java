package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.declaration.Declaration;
import java.util.List;

/**
 * A rolling update or a rollback: one worker after the other is replaced by one that declares the
 * controller otherwise, in good order or not, before its place is empty or after. It may stop
 * halfway.
 */
final class SimulatedRollout {

  private static final List<String> VERSIONS = List.of("1.8", "1.9", "1.10", "1.11");

  /** What every worker declares in the beginning. */
  static final Declaration FIRST = Resources.declaration("1.9", 3);

  private final World world;
  private boolean rolling;

  SimulatedRollout(World world) {
    this.world = world;
  }

  /** Begins one, unless one is under way. */
  void begin() {
    if (rolling) {
      return;
    }
    rolling = true;
    Declaration to = next(world.chance().oneOf(world.workers()).declaration());
    world.trace().line("world", "rolls out", to.version());
    long after = 0;
    for (SimulatedWorker worker : world.workers()) {
      String host = worker.host();
      after += world.chance().between(200, 6_000);
      world.schedule().after(after, () -> roll(host, to));
    }
    world.schedule().after(after, () -> rolling = false);
  }

  private Declaration next(Declaration now) {
    Chance chance = world.chance();
    int index = VERSIONS.indexOf(now.version());
    if (chance.happens(0.15)) {
      return Resources.declaration(now.version(), now.workersMax() + 1);
    }
    boolean back = index > 0 && (index == VERSIONS.size() - 1 || chance.happens(0.3));
    return Resources.declaration(VERSIONS.get(back ? index - 1 : index + 1), now.workersMax());
  }

  private boolean stopped() {
    return world.faults().of(Fault.ROLLOUT) == 0;
  }

  private void roll(String host, Declaration to) {
    if (stopped()) {
      return;
    }
    world.workers().stream()
        .filter(worker -> worker.host().equals(host))
        .findFirst()
        .ifPresent(worker -> replace(worker, to));
  }

  private void replace(SimulatedWorker worker, Declaration to) {
    Chance chance = world.chance();
    boolean surges = chance.happens(0.4);
    long ends = 0;
    if (chance.happens(0.5)) {
      worker.drain();
      ends = chance.between(500, 10_000);
    }
    if (surges) {
      world.join(worker, to);
      world.schedule().after(ends, () -> world.retire(worker));
    } else {
      world.schedule().after(ends, worker.process()::die);
      world.schedule().after(ends + chance.between(100, 5_000), () -> world.replace(worker, to));
    }
  }
}
