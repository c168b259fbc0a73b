package dev.fairlead.protocol.simulation;

import java.util.ArrayDeque;

/**
 * A process: it has a clock of its own that starts somewhere and runs a little too fast or too
 * slow, and it can pause, be suspended, or die.
 */
final class SimulatedProcess {

  private final String name;
  private final Schedule schedule;
  private final double rate;
  private final long offsetMillis;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final ArrayDeque<Runnable> waitingTimers = new ArrayDeque<>();
  private final Chance chance;
  private boolean alive = true;
  private long pausedUntilMillis;
  private long suspendedMillis;

  SimulatedProcess(String name, Schedule schedule, Chance chance) {
    this.name = name;
    this.schedule = schedule;
    this.chance = chance;
    this.rate = 1 + chance.between(-50, 50) / 10_000.0;
    this.offsetMillis = chance.between(0, 1_000_000);
  }

  String name() {
    return name;
  }

  boolean alive() {
    return alive;
  }

  /** Its own monotonic clock; it stands while the machine is suspended. */
  long local() {
    return offsetMillis + (long) ((schedule.now() - suspendedMillis) * rate);
  }

  /** When its clock will show a time. */
  long trueTime(long local) {
    return (long) Math.ceil((local - offsetMillis) / rate) + suspendedMillis + 1;
  }

  /** How long by true time what takes this long by its clock takes. */
  long trueDuration(long millis) {
    return (long) Math.ceil(millis / rate);
  }

  boolean paused() {
    return schedule.now() < pausedUntilMillis;
  }

  /** Everything in it stands still; its clock goes on. */
  void pause(long millis) {
    pausedUntilMillis = Math.max(pausedUntilMillis, schedule.now() + millis);
  }

  /**
   * Everything in it stands still, its clock too; {@code first} is what it does first afterwards.
   */
  void suspend(long millis, Runnable first) {
    if (!paused()) {
      schedule.at(
          schedule.now() + millis,
          () -> {
            if (alive) {
              first.run();
            }
          });
      pause(millis + 1);
      suspendedMillis += millis;
    }
  }

  void die() {
    alive = false;
  }

  /**
   * Does something now, or when it can. What waits for the end of a pause keeps its order; but
   * timers and what came from outside may overtake each other.
   */
  void run(Runnable action) {
    run(action, waiting);
  }

  private void run(Runnable action, ArrayDeque<Runnable> queue) {
    if (!alive) {
      return;
    }
    if (paused() || waits()) {
      if (!waits()) {
        schedule.at(pausedUntilMillis, this::resume);
      }
      queue.addLast(action);
    } else {
      action.run();
    }
  }

  private boolean waits() {
    return !waiting.isEmpty() || !waitingTimers.isEmpty();
  }

  private void resume() {
    if (alive && paused()) {
      schedule.at(pausedUntilMillis, this::resume);
      return;
    }
    boolean timersFirst = chance.happens(0.5);
    work(timersFirst ? waitingTimers : waiting);
    work(timersFirst ? waiting : waitingTimers);
    if (alive && waits()) {
      schedule.at(pausedUntilMillis, this::resume);
    }
  }

  private void work(ArrayDeque<Runnable> queue) {
    while (alive && !paused() && !queue.isEmpty()) {
      queue.removeFirst().run();
    }
  }

  /** Does something at a time of its own clock. */
  void atLocal(long local, Runnable action) {
    schedule.at(trueTime(local), () -> run(action, waitingTimers));
  }

  void after(long millis, Runnable action) {
    schedule.after(millis, () -> run(action));
  }
}
