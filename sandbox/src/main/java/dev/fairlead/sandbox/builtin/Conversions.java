package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;

/**
 * Built-in resources that are served under two names. Only events are, and their fields have other
 * names in each group. Thread-safe.
 */
public final class Conversions {

  private static final String EVENTS = "events.k8s.io";

  private Conversions() {}

  /** Makes a sent object, which it changes, what is stored. */
  public static void toStorage(Kind kind, ObjectNode object) {
    if (kind.group().equals(EVENTS)) {
      EventRules.toCore(object);
    }
  }

  /** Makes a copy of a stored object, which it changes, what the kind shows. */
  public static void fromStorage(Kind kind, ObjectNode object) {
    if (kind.group().equals(EVENTS)) {
      EventRules.toEvents(object);
    }
  }
}
