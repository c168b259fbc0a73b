package dev.fairlead.kube.stream;

import org.jspecify.annotations.Nullable;

/**
 * Gives texts that come again and again, such as the values of labels, one String instead of many.
 * It remembers the last text of each slot, so it is bounded and forgets what has become rare. Not
 * safe for use by several threads.
 */
final class StringPool {

  private static final int SLOTS = 1 << 10;

  private final @Nullable String[] slots = new String[SLOTS];

  /** An equal text, the same one as before if it is remembered. */
  String one(String text) {
    int slot = text.hashCode() & (SLOTS - 1);
    String known = slots[slot];
    if (text.equals(known)) {
      return known;
    }
    slots[slot] = text;
    return text;
  }
}
