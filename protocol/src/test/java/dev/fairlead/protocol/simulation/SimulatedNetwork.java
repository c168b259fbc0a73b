package dev.fairlead.protocol.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The event bus: at most once at best; it may lose, repeat, delay and reorder, and be cut one way.
 */
final class SimulatedNetwork {

  private final World world;
  private final Set<String> cuts = new HashSet<>();
  private final Set<String> cutFromApi = new HashSet<>();
  private final Map<String, Long> slowMillis = new HashMap<>();

  SimulatedNetwork(World world) {
    this.world = world;
  }

  /** Sends a message that {@code arrival} takes in. */
  void send(SimulatedProcess from, SimulatedProcess to, Object message, Runnable arrival) {
    world.trace().line(from.name(), "-> " + to.name(), message);
    Faults faults = world.faults();
    Chance chance = world.chance();
    Optional<Where.Message> kind = Where.Message.of(message);
    if (cuts.contains(link(from, to))) {
      met(Fault.MESSAGE_INTO_A_CUT, kind);
      return;
    }
    if (chance.happens(faults.of(Fault.MESSAGE_LOST, kind))) {
      met(Fault.MESSAGE_LOST, kind);
      return;
    }
    long slow = slowMillis.getOrDefault(link(from, to), 0L);
    deliver(to, kind, slow, arrival);
    if (chance.happens(faults.of(Fault.MESSAGE_REPEATED, kind))) {
      met(Fault.MESSAGE_REPEATED, kind);
      deliver(to, kind, slow, arrival);
    }
  }

  private void met(Fault fault, Optional<Where.Message> kind) {
    world.coverage().met(fault);
    kind.ifPresent(message -> world.coverage().met(fault, message));
  }

  private void deliver(
      SimulatedProcess to, Optional<Where.Message> kind, long slow, Runnable arrival) {
    Faults faults = world.faults();
    Chance chance = world.chance();
    long millis = chance.between(0, 2);
    if (chance.happens(faults.of(Fault.MESSAGE_REORDERED, kind))) {
      met(Fault.MESSAGE_REORDERED, kind);
      millis = chance.between(3, 400);
    }
    if (chance.happens(faults.of(Fault.MESSAGE_LATE, kind))) {
      met(Fault.MESSAGE_LATE, kind);
      millis = chance.between(1_000, 12_000);
    }
    world.schedule().after(millis + slow, () -> to.run(arrival));
  }

  void cut(SimulatedProcess from, SimulatedProcess to, boolean cut) {
    if (cut) {
      cuts.add(link(from, to));
    } else {
      cuts.remove(link(from, to));
    }
  }

  /** A process does not reach the API server, or its answers do not reach the process. */
  void cutFromApi(SimulatedProcess process, boolean cut) {
    if (cut) {
      cutFromApi.add(process.name());
    } else {
      cutFromApi.remove(process.name());
    }
  }

  boolean reachesApi(SimulatedProcess process) {
    return !world.api().away() && !cutFromApi.contains(process.name());
  }

  /** A link is backed up: everything on it takes so much longer. */
  void slow(SimulatedProcess from, SimulatedProcess to, long millis) {
    slowMillis.put(link(from, to), millis);
  }

  void heal() {
    cuts.clear();
    cutFromApi.clear();
    slowMillis.clear();
  }

  private static String link(SimulatedProcess from, SimulatedProcess to) {
    return from.name() + ">" + to.name();
  }
}
