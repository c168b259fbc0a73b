package dev.fairlead.sandbox.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The whole state of a store at a moment, kept for little. Immutable. */
public final class Checkpoint {

  private final long revision;
  private final Map<String, Snapshot> states;

  /**
   * @param states by collection
   */
  Checkpoint(long revision, Map<String, Snapshot> states) {
    this.revision = revision;
    this.states = Map.copyOf(states);
  }

  /**
   * A state from objects that were kept elsewhere.
   *
   * @param revision not before that of any object
   */
  public static Checkpoint of(long revision, Collection<Stored> objects) {
    Map<String, Snapshot> states = new HashMap<>();
    for (Stored stored : objects) {
      states.merge(
          stored.key().collection(),
          Snapshot.EMPTY.with(stored.key(), new Entry.Kept(stored)),
          (state, one) -> state.with(stored.key(), new Entry.Kept(stored)));
    }
    return new Checkpoint(revision, states);
  }

  public long revision() {
    return revision;
  }

  /** All objects, without those of collections that are generated. */
  public Stream<Stored> objects() {
    return states.values().stream()
        .filter(state -> state.generated().isEmpty())
        .flatMap(Snapshot::objects);
  }

  Map<String, Snapshot> states() {
    return states;
  }
}
