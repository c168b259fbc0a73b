package dev.fairlead.watcher.controller;

import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.watcher.loop.Alarm;
import dev.fairlead.watcher.loop.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes every primary due once in a period without a change, at low priority, spread over the
 * period: a share of the names at every step, in their order, so that what comes and goes meanwhile
 * is neither missed nor met twice. Lives on the loop.
 */
final class Resync {

  private static final int STEPS_MAX = 300;
  private static final Reason REASON = Reason.of(Reason.Type.RESYNC, "");

  private Duration period;
  private final Lister primaries;
  private final Consumer<DispatcherInput> due;
  private final Alarm alarm;
  private int steps;
  private int step;
  private Optional<NamespacedName> after = Optional.empty();

  /** Every {@code period}; never if it is zero. */
  Resync(EventLoop loop, Duration period, Lister primaries, Consumer<DispatcherInput> due) {
    this.period = period;
    this.primaries = primaries;
    this.due = due;
    this.steps = steps(period);
    this.alarm = loop.alarm(this::step);
  }

  void start() {
    if (period.isPositive()) {
      alarm.setIn(period.dividedBy(steps).toMillis());
    }
  }

  /** Another period from now on, begun anew. */
  void every(Duration other) {
    if (!other.equals(period)) {
      period = other;
      steps = steps(other);
      step = 0;
      after = Optional.empty();
      alarm.off();
      start();
    }
  }

  private static int steps(Duration period) {
    return Math.clamp(period.toSeconds(), 1, STEPS_MAX);
  }

  void close() {
    alarm.off();
  }

  /** How many names have their turn at a step: few are spread over the period as many are. */
  static int share(int count, int step, int steps) {
    return (int) ((step + 1L) * count / steps - (long) step * count / steps);
  }

  private void step() {
    boolean last = step == steps - 1;
    int share = last ? Integer.MAX_VALUE : share(primaries.count(), step, steps);
    List<ObservedObject> turn = primaries.list(after, share);
    turn.forEach(object ->
        due.accept(new DispatcherInput.KeyTouched(object.name(), REASON, Priority.RESYNC)));
    step = last ? 0 : step + 1;
    after = last ? Optional.empty() : turn.isEmpty() ? after : Optional.of(turn.getLast().name());
    start();
  }
}
