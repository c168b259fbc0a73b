package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.patch.JsonPatch;
import dev.fairlead.sandbox.patch.MergePatch;
import dev.fairlead.sandbox.patch.StrategicMergePatch;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.Arrays;
import java.util.Optional;

/** The ways to patch, by the content type that names them. */
enum PatchType {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC_MERGE("application/strategic-merge-patch+json"),
  APPLY("application/apply-patch+yaml");

  private final String contentType;

  PatchType(String contentType) {
    this.contentType = contentType;
  }

  static Optional<PatchType> of(String contentType) {
    return Arrays.stream(values()).filter(type -> type.contentType.equals(contentType)).findFirst();
  }

  /**
   * What the patch makes of an object.
   *
   * @param live not changed
   * @throws IllegalStateException for an apply, which is no patch of this sort
   */
  ObjectNode apply(Kind kind, ObjectNode live, byte[] body) throws Rejection {
    return switch (this) {
      case JSON -> JsonPatch.apply(live, body);
      case MERGE -> MergePatch.apply(live, body);
      case STRATEGIC_MERGE -> StrategicMergePatch.apply(kind.schema(), live, body);
      case APPLY -> throw new IllegalStateException("an apply has its own way");
    };
  }
}
