package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;

/** RFC 7386: objects merge, nulls take away, everything else replaces. */
public final class MergePatch {

  private MergePatch() {}

  /**
   * @param body {@code application/merge-patch+json}
   * @throws Rejection 400 for a body that is no JSON object
   */
  public static ObjectNode apply(ObjectNode object, byte[] body) throws Rejection {
    throw Status.badRequest(object.toString() + body.length).rejection();
  }
}
