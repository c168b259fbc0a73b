package dev.fairlead.sandbox.store;

import java.util.Optional;

/**
 * Objects that are in a collection from the start and take no memory. Each has the revision that
 * its creation would have had. Immutable.
 *
 * @param before the revision before the first one's
 */
record Generated(Generator generator, long before) {

  int count() {
    return generator.count();
  }

  Key key(int index) {
    return generator.key(index);
  }

  Entry.Made entry(int index) {
    return new Entry.Made(this, index, 0, before + 1 + index);
  }

  /** The first version of an object; empty if it is none of these. */
  Optional<Entry.Made> find(Key key) {
    int position = position(key);
    return position < count() && key(position).equals(key)
        ? Optional.of(entry(position))
        : Optional.empty();
  }

  /** The index of the first key that is not before the given one. */
  int position(Key key) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(middle).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The index of the first key after the given one. */
  int positionAfter(Key key) {
    int position = position(key);
    return position < count() && key(position).equals(key) ? position + 1 : position;
  }
}
