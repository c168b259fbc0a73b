package dev.fairlead.reconciler.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.protocol.object.ObjectRef;

/**
 * A child as it is to be applied, owner reference, marks and hash included.
 *
 * @param json not to be changed
 * @param terms how it is to be treated
 */
public record Manifest(ObjectRef ref, ObjectNode json, Terms terms) {

  /** For people: {@code Deployment default/web}. */
  public String title() {
    return json.path("kind").asText() + " " + ref.name();
  }
}
