package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Whether every leaf of a desired object is in the observed one, by meaning. What the observed one
 * has beyond that (defaults, fields of others, status) does not count. Pure.
 */
public final class SameMeaning {

  private SameMeaning() {}

  /** Whether applying {@code desired} would change nothing. */
  public static boolean holds(ObjectNode desired, JsonNode observed) {
    return differences(desired, observed).isEmpty();
  }

  /** The paths of the desired leaves that are not in the observed object, for people. */
  public static List<String> differences(ObjectNode desired, JsonNode observed) {
    return Comparison.of(desired, observed);
  }

  /**
   * Whether {@code desired} is what was applied last (by the hash the observed object carries) and
   * still holds: then no call need be made.
   */
  public static boolean isApplied(ObjectNode desired, JsonNode observed) {
    return AppliedHash.of(desired).equals(AppliedHash.carriedBy(observed))
        && holds(desired, observed);
  }
}
