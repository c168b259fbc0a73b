package dev.fairlead.protocol.simulation;

import java.util.PriorityQueue;

/** True time, and all that is still to happen in it. */
final class Schedule {

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMillis;
  private long sequence;
  private long steps;

  private record Event(long atMillis, long sequence, Runnable action) implements Comparable<Event> {

    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  long now() {
    return nowMillis;
  }

  long steps() {
    return steps;
  }

  /** At one time, what was planned first happens first. */
  void at(long millis, Runnable action) {
    sequence++;
    events.add(new Event(Math.max(millis, nowMillis), sequence, action));
  }

  void after(long millis, Runnable action) {
    at(nowMillis + millis, action);
  }

  /** Lets the next thing happen if its time is not after {@code endMillis}. */
  boolean step(long endMillis) {
    Event next = events.peek();
    if (next == null || next.atMillis() > endMillis) {
      nowMillis = Math.max(nowMillis, endMillis);
      return false;
    }
    events.remove();
    nowMillis = next.atMillis();
    steps++;
    next.action().run();
    return true;
  }
}
