package dev.fairlead.sandbox.store;

import java.util.Map;

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

  public long revision() {
    return revision;
  }

  Map<String, Snapshot> states() {
    return states;
  }
}
