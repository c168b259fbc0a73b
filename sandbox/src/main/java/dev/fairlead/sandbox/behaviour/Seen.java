package dev.fairlead.sandbox.behaviour;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Key;
import java.util.Optional;

/**
 * A change as a controller hears of it. After an interruption an object that is still there is told
 * as new.
 *
 * @param before empty for a new object
 * @param after empty for a deleted one
 */
record Seen(Key key, Optional<ObjectNode> before, Optional<ObjectNode> after) {

  /** The object as it is, or last was. */
  ObjectNode latest() {
    return after.or(() -> before).orElseThrow();
  }
}
