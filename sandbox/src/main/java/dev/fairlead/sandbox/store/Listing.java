package dev.fairlead.sandbox.store;

import java.util.Optional;
import java.util.OptionalLong;

/** The answer to a list. */
public sealed interface Listing {

  /**
   * A part of a state, in the order of keys.
   *
   * @param revision of the state, which later pages of the same list ask for
   * @param items can be walked any number of times. A list without a limit makes them one by one,
   *     from a state that nothing changes
   * @param next the key after which the next page starts; empty on the last page
   * @param remaining how many objects come after this page; empty on the last page and where a
   *     filter would have to be asked
   */
  record Page(long revision, Iterable<Stored> items, Optional<Key> next, OptionalLong remaining)
      implements Listing {}

  /**
   * The state is no longer known.
   *
   * @param oldest the oldest one that is
   */
  record TooOld(long revision, long oldest) implements Listing {}

  /** There is no such state yet. */
  record TooNew(long revision, long current) implements Listing {}
}
