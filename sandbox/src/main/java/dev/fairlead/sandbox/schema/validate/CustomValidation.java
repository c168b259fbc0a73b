package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Correlation;
import dev.fairlead.sandbox.schema.Schema;
import dev.fairlead.sandbox.schema.cel.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates custom resources against their definition's schema: values, embedded objects, lists
 * that are sets or maps, and CEL rules, in this order. Metadata is validated elsewhere.
 * Thread-safe.
 */
public final class CustomValidation {

  private static final Set<FieldError.Type> BLOCKING =
      Set.of(
          FieldError.Type.NOT_SUPPORTED,
          FieldError.Type.REQUIRED,
          FieldError.Type.TOO_LONG,
          FieldError.Type.TOO_MANY,
          FieldError.Type.TYPE_INVALID);
  private static final String NOT_CHECKED =
      "some validation rules were not checked because the object was invalid; correct the existing"
          + " errors to complete validation";

  private CustomValidation() {}

  /** What is wrong with a new object; empty if nothing. */
  public static List<FieldError> validate(Schema schema, ObjectNode object) {
    List<FieldError> errors =
        new ArrayList<>(
            ValueValidator.validate(object, schema.document(), new Place("", ""), Optional.empty())
                .errors());
    errors.addAll(EmbeddedResources.check(schema, object));
    errors.addAll(ListUniqueness.check(schema, object));
    checkRules(schema, object, Optional.empty(), errors);
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
    checkRules(schema, object, Optional.of(old), errors);
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
    checkRules(schema, object, Optional.of(old), errors);
    return errors;
  }

  private static List<FieldError> newRepetitions(Schema schema, ObjectNode object, ObjectNode old) {
    return ListUniqueness.check(schema, old).isEmpty()
        ? ListUniqueness.check(schema, object)
        : List.of();
  }

  /** Rules see only values of the right types. */
  private static void checkRules(
      Schema schema, ObjectNode object, Optional<ObjectNode> old, List<FieldError> errors) {
    if (!Rules.any(schema)) {
      return;
    }
    if (errors.stream().map(FieldError::type).anyMatch(BLOCKING::contains)) {
      errors.add(FieldError.valued(FieldError.Type.INVALID, "<nil>", "null", NOT_CHECKED));
    } else {
      errors.addAll(Rules.check(schema, object, old));
    }
  }
}
