package dev.fairlead.sandbox.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks the objects of a state in order: merges what was written with what is generated. Where both
 * have a key, what was written stands.
 */
final class Walk implements Iterator<Entry.Present> {

  private final Key before;
  private final Iterator<Tree.Found<Entry>> written;
  private final @Nullable Generated generated;
  private int index;
  private @Nullable Key made;
  private Tree.@Nullable Found<Entry> kept;
  private Entry.@Nullable Present next;

  /** Between two keys, without both. */
  Walk(Snapshot state, Key after, Key before) {
    this.before = before;
    written = state.written().after(after);
    generated = state.generated().orElse(null);
    index = generated == null ? 0 : generated.positionAfter(after);
    readMade();
    readKept();
    next = merge();
  }

  private void readMade() {
    made = null;
    if (generated != null && index < generated.count()) {
      Key key = generated.key(index);
      made = key.compareTo(before) < 0 ? key : null;
    }
  }

  private void readKept() {
    Tree.Found<Entry> found = written.hasNext() ? written.next() : null;
    kept = found != null && found.key().compareTo(before) < 0 ? found : null;
  }

  private Entry.@Nullable Present merge() {
    while (true) {
      Key nextMade = made;
      Tree.Found<Entry> nextKept = kept;
      if (nextMade == null && nextKept == null) {
        return null;
      }
      int order = order(nextMade, nextKept);
      Entry found = null;
      if (order <= 0 && generated != null) {
        found = generated.entry(index);
        index++;
        readMade();
      }
      if (order >= 0 && nextKept != null) {
        found = nextKept.value();
        readKept();
      }
      if (found instanceof Entry.Present present) {
        return present;
      }
    }
  }

  private static int order(@Nullable Key made, Tree.@Nullable Found<Entry> kept) {
    if (made == null) {
      return 1;
    }
    return kept == null ? -1 : made.compareTo(kept.key());
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Entry.Present next() {
    Entry.Present found = next;
    if (found == null) {
      throw new NoSuchElementException();
    }
    next = merge();
    return found;
  }
}
