package dev.fairlead.watcher.metrics;

import dev.fairlead.mesh.telemetry.MeterGroup;
import dev.fairlead.mesh.telemetry.Meters;
import dev.fairlead.protocol.dispatch.DispatcherView;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.query.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The queue of one controller, as far as it is owned here. Keys that wait for a time, for the cache
 * or for a user are not in it, as in client-go. Written on the loop, read on any thread.
 */
final class QueueMetrics implements Series {

  private record Sample(List<DispatcherView> owners, long nowMillis) {

    double sum(ToDoubleFunction<DispatcherView> of) {
      return owners.stream().mapToDouble(of).sum();
    }

    double unfinishedSeconds() {
      return sum(
          owner -> owner.runningSinceMillis().stream().mapToDouble(this::secondsSince).sum());
    }

    double longestSeconds() {
      return owners.stream()
          .flatMap(owner -> owner.runningSinceMillis().stream())
          .mapToDouble(this::secondsSince)
          .max()
          .orElse(0);
    }

    private double secondsSince(long millis) {
      return (nowMillis - millis) / 1e3;
    }
  }

  private final MeterGroup queue;
  private final MeterGroup dispatch;
  private final Counter adds;
  private final Counter retries;
  private final Timer queued;
  private final Timer worked;
  private final Counter redispatched;
  private volatile Sample sample = new Sample(List.of(), 0);

  QueueMetrics(Meters meters, String controller) {
    queue = meters.group("name", controller, "controller", controller);
    dispatch = meters.group("controller", controller);
    for (Priority priority : Priority.values()) {
      queue.gauge(
          "workqueue_depth",
          "Keys that are due, by priority",
          () -> sample.sum(owner -> owner.due().getOrDefault(priority, 0)),
          "priority",
          label(priority));
    }
    adds = queue.counter("workqueue_adds_total", "Times that a key became due");
    queued =
        queue.timer(
            "workqueue_queue_duration_seconds",
            "How long keys were due before they were given to a worker",
            MeterGroup.QUEUE_BUCKETS);
    worked =
        queue.timer(
            "workqueue_work_duration_seconds",
            "How long attempts took, as their workers say",
            MeterGroup.QUEUE_BUCKETS);
    queue.gauge(
        "workqueue_unfinished_work_seconds",
        "How long the attempts that are under way have been, all together",
        () -> sample.unfinishedSeconds());
    queue.gauge(
        "workqueue_longest_running_processor_seconds",
        "How long the attempt that is under way for longest has been",
        () -> sample.longestSeconds());
    retries =
        queue.counter(
            "workqueue_retries_total", "Attempts after which the key is to come in again later");
    redispatched =
        dispatch.counter(
            "fairlead_redispatched_total",
            "Keys given to a worker again because nobody can tell what became of their attempt");
    dispatch.gauge(
        "fairlead_credits",
        "Attempts that all workers together take at once",
        () -> sample.sum(DispatcherView::credit));
    dispatch.gauge(
        "fairlead_holds",
        "Keys that wait for the cache to show what they wrote",
        () -> sample.sum(owner -> owner.counts().getOrDefault(Phase.HELD, 0)));
  }

  /** Higher is sooner; 0 and -100 are what controller-runtime gives to changes and to lists. */
  private static String label(Priority priority) {
    return switch (priority) {
      case USER_REQUEST -> "100";
      case CHANGE -> "0";
      case RETRY -> "-10";
      case RESYNC -> "-50";
      case INITIAL_LIST -> "-100";
    };
  }

  void sampled(Collection<DispatcherView> owners, long nowMillis) {
    sample = new Sample(List.copyOf(owners), nowMillis);
  }

  void added(long keys) {
    adds.increment((double) keys);
  }

  /** A key was given to a worker. */
  void assigned(Duration waited, boolean again) {
    queued.record(waited);
    if (again) {
      redispatched.increment();
    }
  }

  /** An attempt is over. */
  void over(Outcome outcome, Duration took) {
    worked.record(took);
    if (comesLater(outcome)) {
      retries.increment();
    }
  }

  private static boolean comesLater(Outcome outcome) {
    return switch (outcome) {
      case Outcome.LookAgain _, Outcome.RetryAfter _, Outcome.Failed _, Outcome.Stale _ -> true;
      case Outcome.Done _, Outcome.Rejected _, Outcome.Abandoned _ -> false;
    };
  }

  @Override
  public void close() {
    queue.close();
    dispatch.close();
  }
}
