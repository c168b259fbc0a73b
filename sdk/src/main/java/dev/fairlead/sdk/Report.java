package dev.fairlead.sdk;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a result says about the primary.
 *
 * @param status the whole status except its conditions; empty leaves the status as it is
 * @param conditions merged with those of the object by type; others stay as they are
 * @param events recorded once, repetitions are counted
 */
public record Report(Optional<Object> status, List<Condition> conditions, List<Event> events) {

  /** Nothing to say. */
  public static final Report NOTHING = new Report(Optional.empty(), List.of(), List.of());

  public Report {
    conditions = List.copyOf(conditions);
    events = List.copyOf(events);
  }

  /**
   * A result that carries a report.
   *
   * @param <R> the result itself
   */
  public sealed interface Carrier<R>
      permits Desired, Outcome.Done, Outcome.RetryAfter, Outcome.Failed, Outcome.Rejected {

    /** The report so far. */
    Report report();

    /** The same result with another report. */
    R with(Report report);

    /**
     * Sets the whole status of the primary: an instance of its status class, or a map. What {@code
     * conditions} it has are passed over, for those are merged. Nothing is written when nothing
     * changed.
     */
    default R status(Object status) {
      return with(new Report(Optional.of(status), report().conditions(), report().events()));
    }

    /** States a condition. Generation and transition time are added. */
    default R condition(Condition condition) {
      return with(
          new Report(report().status(), plus(report().conditions(), condition), report().events()));
    }

    /** Tells an Event about the primary. */
    default R event(Event event) {
      return with(
          new Report(report().status(), report().conditions(), plus(report().events(), event)));
    }

    private static <T> List<T> plus(List<T> list, T element) {
      List<T> longer = new ArrayList<>(list);
      longer.add(element);
      return longer;
    }
  }
}
