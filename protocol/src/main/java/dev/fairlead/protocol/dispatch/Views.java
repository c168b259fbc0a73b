package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Priority;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.query.Phase;
import dev.fairlead.protocol.queue.Demand;
import dev.fairlead.protocol.queue.KeyState;
import dev.fairlead.protocol.queue.WorkQueue;
import dev.fairlead.protocol.time.RateLimit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the views of an owner. */
final class Views {

  private Views() {}

  static KeyView of(NamespacedName key, WorkQueue queue, Holds holds, History history) {
    Optional<KeyState> state = queue.state(key);
    if (state.isEmpty()) {
      return KeyView.unwanted(key, phase(key, queue), history.last(key));
    }
    Optional<Demand> demand = demand(state.get());
    Optional<KeyState.Running> running =
        state.get() instanceof KeyState.Running attempt ? Optional.of(attempt) : Optional.empty();
    Optional<Token> token = running.map(KeyState.Running::token);
    Optional<Incarnation> worker = running.map(KeyState.Running::worker);
    return new KeyView(
        key,
        phase(key, queue),
        demand.map(Demand::priority),
        demand.map(Demand::reasons).orElse(List.of()),
        since(state.get()),
        until(state.get()),
        token,
        worker,
        running.flatMap(KeyState.Running::again).isPresent(),
        holds.open(key),
        state.get().failures(),
        history.last(key));
  }

  static Phase phase(NamespacedName key, WorkQueue queue) {
    Phase idle = queue.isPaused(key) ? Phase.PAUSED : Phase.IDLE;
    return queue.state(key).map(WorkQueue::phase).orElse(idle);
  }

  static DispatcherView of(
      Partition partition,
      long epoch,
      Incarnation owner,
      boolean synced,
      boolean paused,
      QueueLimits limits,
      WorkQueue queue,
      Optional<RateLimit> limitedBy,
      Workers workers) {
    return new DispatcherView(
        partition,
        epoch,
        owner,
        synced,
        paused,
        limits.inFlightMax(),
        counts(queue),
        queue.oldestDueSinceMillis(),
        due(queue),
        limitedBy,
        runningSince(queue, workers),
        of(workers));
  }

  private static Map<Priority, Integer> due(WorkQueue queue) {
    Map<Priority, Integer> due = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      due.put(priority, queue.dueCount(priority));
    }
    return due;
  }

  private static List<Long> runningSince(WorkQueue queue, Workers workers) {
    return workers.all().stream()
        .flatMap(link -> link.attempts.stream())
        .flatMap(token -> queue.state(token.key()).stream())
        .filter(KeyState.Running.class::isInstance)
        .map(state -> ((KeyState.Running) state).sinceMillis())
        .toList();
  }

  private static Map<Phase, Integer> counts(WorkQueue queue) {
    Map<Phase, Integer> counts = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      if (phase != Phase.IDLE) {
        counts.put(phase, queue.count(phase));
      }
    }
    return counts;
  }

  private static List<DispatcherView.WorkerView> of(Workers workers) {
    return workers.all().stream().map(Views::of).toList();
  }

  private static DispatcherView.WorkerView of(WorkerLink link) {
    int inFlight = link.attempts.size();
    return switch (link.state) {
      case WorkerLink.State.Beating beating ->
          new DispatcherView.WorkerView(
              link.worker,
              beating.beat().zone(),
              beating.beat().credit(),
              inFlight,
              beating.beat().load(),
              OptionalLong.of(beating.receivedMillis()));
      case WorkerLink.State.Greeted greeted -> silent(link, inFlight);
      case WorkerLink.State.Promised promised -> silent(link, inFlight);
    };
  }

  private static DispatcherView.WorkerView silent(WorkerLink link, int inFlight) {
    return new DispatcherView.WorkerView(link.worker, "", 0, inFlight, 0, OptionalLong.empty());
  }

  private static Optional<Demand> demand(KeyState state) {
    return switch (state) {
      case KeyState.Due due -> Optional.of(due.demand());
      case KeyState.Delayed delayed -> Optional.of(delayed.demand());
      case KeyState.Running running -> Optional.of(running.demand());
      case KeyState.Held held -> held.next();
      case KeyState.Paused paused -> Optional.of(paused.demand());
    };
  }

  private static OptionalLong since(KeyState state) {
    return switch (state) {
      case KeyState.Due due -> OptionalLong.of(due.demand().sinceMillis());
      case KeyState.Delayed delayed -> OptionalLong.of(delayed.demand().sinceMillis());
      case KeyState.Running running -> OptionalLong.of(running.sinceMillis());
      case KeyState.Held held -> OptionalLong.of(held.sinceMillis());
      case KeyState.Paused paused -> OptionalLong.of(paused.demand().sinceMillis());
    };
  }

  private static OptionalLong until(KeyState state) {
    return state instanceof KeyState.Delayed delayed
        ? OptionalLong.of(delayed.untilMillis())
        : OptionalLong.empty();
  }
}
