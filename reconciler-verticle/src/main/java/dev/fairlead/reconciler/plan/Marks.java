package dev.fairlead.reconciler.plan;

import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.sdk.meaning.AppliedHash;

/**
 * What a child carries along for the time when it is not desired any more, or its reconciler is not
 * asked any more. Pure.
 */
public final class Marks {

  /** Its level in the order of children; without it 0. */
  public static final String ORDER = "fairlead.dev/order";

  /** {@value #KEEP}: it is not deleted. */
  public static final String ON_REMOVAL = "fairlead.dev/on-removal";

  /** See {@link #ON_REMOVAL}. */
  public static final String KEEP = "keep";

  private Marks() {}

  static int level(ObservedObject child) {
    String level = child.metadata().annotations().getOrDefault(ORDER, "0");
    return level.matches("\\d{1,4}") ? Integer.parseInt(level) : 0;
  }

  static boolean isKept(ObservedObject child) {
    return KEEP.equals(child.metadata().annotations().get(ON_REMOVAL));
  }

  /** Whether Fairlead has made it, for this primary or an earlier one. */
  static boolean isMade(ObservedObject child) {
    return child.metadata().annotations().containsKey(AppliedHash.ANNOTATION);
  }
}
