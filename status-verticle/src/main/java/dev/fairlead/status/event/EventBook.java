package dev.fairlead.status.event;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.status.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which Events are worth an API call. Pure: time is an argument. Not thread-safe.
 *
 * <ul>
 *   <li>An Event that was told of the same object before is not recorded again: its count grows,
 *       and {@link #due} says now and then which counts are to be written.
 *   <li>When more than {@value #SIMILAR_MAX} Events with the same reason but other messages are
 *       told of an object within {@link #FORGOTTEN_AFTER}, the rest are counted as one.
 *   <li>Each object may have {@value #BURST} new Events at once and one more every {@link #REFILL};
 *       others are dropped.
 * </ul>
 *
 * <p>The numbers are those of client-go's event correlator.
 */
public final class EventBook {

  static final int SIMILAR_MAX = 10;
  static final int BURST = 25;
  static final Duration REFILL = Duration.ofMinutes(5);
  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
  private static final int NAME_CHARACTERS_MAX = 230;

  private record Told(Subject subject, Event event) {}

  private record Similar(Subject subject, Event.Type type, String reason) {}

  private final int entriesMax;
  private final Map<Told, Entry> entries;
  private final Map<Told, Entry> uncounted = new LinkedHashMap<>();
  private final Map<Similar, Kinship> similar;
  private final Map<Subject, Budget> budgets;
  private long sequence;

  /** A book of at most so many Events; the ones told longest ago are forgotten first. */
  public EventBook(int entriesMax) {
    this.entriesMax = entriesMax;
    this.entries = bounded();
    this.similar = bounded();
    this.budgets = bounded();
  }

  /** Takes in an Event; answers with the entry to create if it is a new one. */
  public Optional<Entry> tell(Subject subject, Event event, Instant now) {
    Told told = new Told(subject, combined(subject, event, now));
    Entry known = entries.get(told);
    if (known != null && known.last().plus(FORGOTTEN_AFTER).isAfter(now)) {
      Entry repeated = known.repeated(now);
      entries.put(told, repeated);
      if (uncounted.containsKey(told) || uncounted.size() < entriesMax) {
        uncounted.put(told, repeated);
      }
      return Optional.empty();
    }
    if (!budgets.computeIfAbsent(subject, any -> new Budget(now)).take(now)) {
      return Optional.empty();
    }
    Entry entry = new Entry(name(subject, now), subject, told.event(), 1, now, now);
    entries.put(told, entry);
    return Optional.of(entry);
  }

  /** The entries whose count has grown since it was last asked for. */
  public List<Entry> due() {
    List<Entry> due = new ArrayList<>(uncounted.values());
    uncounted.clear();
    return due;
  }

  /** The API server does not have this entry: the next time, it is created again. */
  public void missing(Entry entry) {
    entries.values().removeIf(known -> known.name().equals(entry.name()));
  }

  private Event combined(Subject subject, Event event, Instant now) {
    Kinship kin =
        similar.compute(
            new Similar(subject, event.type(), event.reason()),
            (key, known) ->
                known == null || known.last.plus(FORGOTTEN_AFTER).isBefore(now)
                    ? new Kinship(now)
                    : known);
    return kin.admits(event.message(), now)
        ? event
        : new Event(
            event.type(), event.reason(), "(combined from similar events): " + kin.sample());
  }

  private NamespacedName name(Subject about, Instant now) {
    String name = about.name().name();
    String prefix =
        name.length() > NAME_CHARACTERS_MAX ? name.substring(0, NAME_CHARACTERS_MAX) : name;
    // The sequence keeps two Events of one moment apart.
    long suffix = now.getEpochSecond() * 1_000_000_000L + now.getNano() + sequence++;
    return new NamespacedName(
        about.name().namespace().isEmpty() ? "default" : about.name().namespace(),
        prefix + "." + Long.toHexString(suffix));
  }

  private <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > entriesMax;
      }
    };
  }

  /** The different messages of one reason of one object. */
  private static final class Kinship {

    private final List<String> messages = new ArrayList<>();
    private Instant last;

    Kinship(Instant now) {
      this.last = now;
    }

    boolean admits(String message, Instant now) {
      last = now;
      if (messages.contains(message)) {
        return true;
      }
      if (messages.size() >= SIMILAR_MAX) {
        return false;
      }
      messages.add(message);
      return true;
    }

    /** One message for all that are combined, the same each time. */
    String sample() {
      return messages.getLast();
    }
  }

  /** How many new Events of one object are still allowed. */
  private static final class Budget {

    private int left = BURST;
    private Instant refilled;

    Budget(Instant now) {
      this.refilled = now;
    }

    boolean take(Instant now) {
      long earned = Duration.between(refilled, now).dividedBy(REFILL);
      if (earned > 0) {
        left = (int) Math.min(BURST, left + earned);
        refilled = refilled.plus(REFILL.multipliedBy(earned));
      }
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }
  }
}
