package dev.fairlead.gateway.event;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The latest events by number, each as the bytes that clients get. At its bounds the oldest make
 * room. Not thread-safe.
 */
final class EventRing {

  /** An event as it is sent. */
  record Written(Event.Subject subject, Buffer bytes) {}

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  private final String name;
  private final @Nullable Written[] slots;
  private final long bytesMax;
  private long oldest = 1;
  private long next = 1;
  private long bytes;

  /**
   * An empty ring.
   *
   * @param name part of every id, so that nobody takes a place in another ring for one in this
   */
  EventRing(String name, int eventsMax, long bytesMax) {
    this.name = name;
    this.slots = new Written[eventsMax];
    this.bytesMax = bytesMax;
  }

  /** Writes an event behind the others. */
  void append(Event event) {
    Buffer written =
        Buffer.buffer(
            "id: %s.%d\nevent: %s\ndata: %s\n\n".formatted(name, next, event.type(), event.data()));
    while (next - oldest >= slots.length
        || (oldest < next && bytes + written.length() > bytesMax)) {
      forgetOldest();
    }
    slots[slot(next++)] = new Written(event.subject(), written);
    bytes += written.length();
  }

  /** Forgets everything; the numbers go on behind one that nobody has. */
  void clear() {
    while (oldest < next) {
      forgetOldest();
    }
    next++;
    oldest = next;
  }

  private void forgetOldest() {
    Written gone = slots[slot(oldest)];
    slots[slot(oldest++)] = null;
    bytes -= gone == null ? 0 : gone.bytes().length();
  }

  /** An event; empty if it is forgotten, or still to come. */
  Optional<Written> at(long number) {
    return number < oldest || number >= next
        ? Optional.empty()
        : Optional.ofNullable(slots[slot(number)]);
  }

  /** The id of the event before a number; who goes on behind it misses nothing from there on. */
  String idBefore(long number) {
    return name + "." + (number - 1);
  }

  /** The number of the oldest event that is kept. */
  long oldest() {
    return oldest;
  }

  /** The number that the next event gets. */
  long next() {
    return next;
  }

  /** The number behind the event of this id; empty if that is of another ring, or forgotten. */
  OptionalLong behind(String id) {
    int dot = id.lastIndexOf('.');
    if (dot < 0
        || !id.substring(0, dot).equals(name)
        || !DIGITS.matcher(id.substring(dot + 1)).matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(id.substring(dot + 1)) + 1;
    return number >= oldest && number <= next ? OptionalLong.of(number) : OptionalLong.empty();
  }

  private int slot(long number) {
    return (int) (number % slots.length);
  }
}
