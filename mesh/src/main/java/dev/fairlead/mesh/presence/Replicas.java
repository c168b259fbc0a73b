package dev.fairlead.mesh.presence;

import dev.fairlead.mesh.bus.Address;
import dev.fairlead.mesh.bus.MeshBus;
import dev.fairlead.mesh.bus.Role;
import dev.fairlead.mesh.bus.Topic;
import dev.fairlead.mesh.time.Timekeeper;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replicas of one role, for whoever needs any of them: one after the other of those that are
 * present. Thread-safe.
 */
public final class Replicas implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(4);
  private static final int BOUND = 1_000;

  private final Role role;
  private final Timekeeper time;
  private final PresenceBook book = new PresenceBook(SILENCE, BOUND);
  private final MessageConsumer<Object> presences;
  private int turn;

  private Replicas(MeshBus bus, Role role, Timekeeper time) {
    this.role = role;
    this.time = time;
    this.presences = bus.listen(Topic.PRESENCE, said -> heard((Presence) said));
  }

  /** Begins to listen. */
  public static Replicas of(MeshBus bus, Role role, Timekeeper time) {
    return new Replicas(bus, role, time);
  }

  /** One that is believed to be there. */
  public synchronized Optional<Address> any() {
    List<Address> present = book.addresses(role, time.monotonicMillis());
    if (present.isEmpty()) {
      return Optional.empty();
    }
    turn++;
    return Optional.of(present.get(Math.floorMod(turn, present.size())));
  }

  private synchronized void heard(Presence presence) {
    book.heard(presence, time.monotonicMillis());
  }

  @Override
  public void close() {
    presences.unregister();
  }
}
