package dev.fairlead.mesh.presence;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is there, by what was heard. A process that is silent for long enough is forgotten; at the
 * bound the one that has been silent longest makes room. Pure: time is given, as a monotonic
 * reading in milliseconds. Not thread-safe.
 */
public final class PresenceBook {

  private record Entry(Presence presence, long heardAtMillis) {}

  private final long silenceMillis;
  private final int bound;
  private final Map<Incarnation, Entry> entries = new HashMap<>();

  /**
   * Opens an empty book.
   *
   * @param silence after how long a silent process is taken to be gone
   * @param bound how many processes it holds at most
   */
  public PresenceBook(Duration silence, int bound) {
    this.silenceMillis = silence.toMillis();
    this.bound = bound;
  }

  /** Takes in what a process tells of itself. */
  public void heard(Presence presence, long nowMillis) {
    forgetSilent(nowMillis);
    if (entries.size() >= bound && !entries.containsKey(presence.incarnation())) {
      entries.values().stream()
          .min(
              Comparator.comparingLong(Entry::heardAtMillis)
                  .thenComparing(entry -> entry.presence().incarnation()))
          .ifPresent(longest -> entries.remove(longest.presence().incarnation()));
    }
    entries.put(presence.incarnation(), new Entry(presence, nowMillis));
  }

  /** Everybody who is there, in the order of incarnations. */
  public List<Presence> present(long nowMillis) {
    forgetSilent(nowMillis);
    return entries.values().stream()
        .map(Entry::presence)
        .sorted(Comparator.comparing(Presence::incarnation))
        .toList();
  }

  /** Where a role can be asked, in the order of incarnations. */
  public List<Address> addresses(Role role, long nowMillis) {
    return present(nowMillis).stream()
        .filter(presence -> presence.roles().contains(role))
        .map(presence -> new Address(presence.incarnation(), role))
        .toList();
  }

  private void forgetSilent(long nowMillis) {
    entries.values().removeIf(entry -> nowMillis - entry.heardAtMillis() >= silenceMillis);
  }
}
