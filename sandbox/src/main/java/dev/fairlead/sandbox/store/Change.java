package dev.fairlead.sandbox.store;

import java.util.Optional;

/**
 * An object was added, modified or deleted. Immutable; objects that are generated are made when
 * they are asked for.
 */
public final class Change {

  private final Key key;
  private final long revision;
  private final Optional<Entry.Present> before;
  private final Optional<Entry.Present> after;
  private final Snapshot state;

  /**
   * @param state of the collection after the change
   */
  Change(
      Key key,
      long revision,
      Optional<Entry.Present> before,
      Optional<Entry.Present> after,
      Snapshot state) {
    this.key = key;
    this.revision = revision;
    this.before = before;
    this.after = after;
    this.state = state;
  }

  public Key key() {
    return key;
  }

  public long revision() {
    return revision;
  }

  /** Whether there was no object before; answered without making one. */
  public boolean adds() {
    return before.isEmpty();
  }

  /** The object as it was, under its own revision; empty where it was added. */
  public Optional<Stored> before() {
    return before.map(Entry.Present::read);
  }

  /** The object as it is since; empty where it was deleted. */
  public Optional<Stored> after() {
    return after.map(Entry.Present::read);
  }

  Snapshot state() {
    return state;
  }
}
