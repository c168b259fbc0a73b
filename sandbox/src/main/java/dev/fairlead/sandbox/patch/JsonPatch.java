package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;

/** RFC 6902: a list of operations, all or none. */
public final class JsonPatch {

  private JsonPatch() {}

  /**
   * @param body {@code application/json-patch+json}
   * @throws Rejection 400 for a body that is no patch, 413 for more than 10,000 operations, 422 for
   *     an operation that fails
   */
  public static ObjectNode apply(ObjectNode object, byte[] body) throws Rejection {
    throw Status.badRequest(object.toString() + body.length).rejection();
  }
}
