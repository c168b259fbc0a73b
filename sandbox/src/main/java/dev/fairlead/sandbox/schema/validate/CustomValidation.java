package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Validates custom resources against their definition's schema: values, embedded objects, lists
 * that are sets or maps, and CEL rules, in this order. Metadata is validated elsewhere.
 * Thread-safe.
 */
public final class CustomValidation {

  private CustomValidation() {}

  /** What is wrong with a new object; empty if nothing. */
  public static List<FieldError> validate(Schema schema, ObjectNode object) {
    List<FieldError> errors =
        new ArrayList<>(
            ValueValidator.validate(object, schema.document(), new Place("", ""), Optional.empty())
                .errors());
    errors.addAll(EmbeddedResources.check(schema, object));
    errors.addAll(ListUniqueness.check(schema, object));
    return errors;
  }

  /** What is wrong with a change. What was wrong before and is unchanged is tolerated. */
  public static List<FieldError> validateUpdate(Schema schema, ObjectNode object, ObjectNode old) {
    Correlation correlation = new Correlation(object, old, schema);
    List<FieldError> errors = new ArrayList<>();
    if (!correlation.unchanged()) {
      errors.addAll(
          ValueValidator.validate(
                  object, schema.document(), new Place("", ""), Optional.of(correlation))
              .errors());
    }
    errors.addAll(EmbeddedResources.check(schema, object));
    errors.addAll(newRepetitions(schema, object, old));
    return errors;
  }

  /** What is wrong with a change of the status: only the status is looked at, and the rules. */
  public static List<FieldError> validateStatusUpdate(
      Schema schema, ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode rules = schema.document().path("properties").path("status");
    if (object.has("status")) {
      Optional<Correlation> correlation = new Correlation(object, old, schema).field("status");
      if (correlation.filter(Correlation::unchanged).isEmpty()) {
        errors.addAll(
            ValueValidator.validate(
                    object.get("status"), rules, new Place("status", ""), correlation)
                .errors());
      }
    }
    errors.addAll(newRepetitions(schema, object, old));
    return errors;
  }

  private static List<FieldError> newRepetitions(Schema schema, ObjectNode object, ObjectNode old) {
    return ListUniqueness.check(schema, old).isEmpty()
        ? ListUniqueness.check(schema, object)
        : List.of();
  }
}
