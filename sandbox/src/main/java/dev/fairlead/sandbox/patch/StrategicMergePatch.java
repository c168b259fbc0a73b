package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.Schema;

/** A merge patch that knows which lists merge, and by which key. For built-in kinds only. */
public final class StrategicMergePatch {

  private StrategicMergePatch() {}

  /**
   * @param schema of the object
   * @param body {@code application/strategic-merge-patch+json}
   * @throws Rejection 400 for a body that is no JSON object, 500 for directives that make no sense
   */
  public static ObjectNode apply(Schema schema, ObjectNode object, byte[] body) throws Rejection {
    throw Status.badRequest(schema + object.toString() + body.length).rejection();
  }
}
