package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rest.Strategy;
import dev.fairlead.sandbox.schema.Defaulting;
import dev.fairlead.sandbox.schema.validate.CustomValidation;
import java.util.ArrayList;
import java.util.List;

/** What all custom resources do. */
public final class CustomStrategy implements Strategy {

  private static final String STATUS = "status";

  @Override
  public void defaults(Kind kind, ObjectNode object) {
    Defaulting.apply(kind.schema(), object);
  }

  @Override
  public void prepareForCreate(Kind kind, ObjectNode object) {
    if (kind.subresources().containsKey(STATUS)) {
      object.remove(STATUS);
    }
    Definition.child(object, "metadata").put("generation", 1);
  }

  @Override
  public void prepareForUpdate(Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    if (subresource.equals(STATUS)) {
      onlyStatus(object, old);
      return;
    }
    if (kind.subresources().containsKey(STATUS)) {
      object.remove(STATUS);
      if (old.has(STATUS)) {
        object.set(STATUS, old.get(STATUS));
      }
    }
    long generation = old.path("metadata").path("generation").asLong();
    Definition.child(object, "metadata")
        .put("generation", same(object, old) ? generation : generation + 1);
  }

  /** Everything else, but for managedFields, is as it was. */
  private static void onlyStatus(ObjectNode object, ObjectNode old) {
    JsonNode managedFields = object.path("metadata").path("managedFields");
    ObjectNode result = old.deepCopy();
    result.remove(STATUS);
    if (object.has(STATUS)) {
      result.set(STATUS, object.get(STATUS));
    }
    ObjectNode metadata = Definition.child(result, "metadata");
    metadata.remove("managedFields");
    if (!managedFields.isMissingNode()) {
      metadata.set("managedFields", managedFields);
    }
    object.removeAll();
    object.setAll(result);
  }

  /** Apart from metadata. A number is the same however it is held in memory. */
  private static boolean same(ObjectNode object, ObjectNode old) {
    return withoutMetadata(object)
        .equals(
            (a, b) ->
                a.equals(b) || (a.isNumber() && b.isNumber() && a.asText().equals(b.asText()))
                    ? 0
                    : 1,
            withoutMetadata(old));
  }

  private static ObjectNode withoutMetadata(ObjectNode object) {
    ObjectNode rest = object.objectNode();
    rest.setAll(object);
    rest.remove("metadata");
    return rest;
  }

  @Override
  public List<FieldError> validate(Kind kind, ObjectNode object) {
    List<FieldError> errors = new ArrayList<>();
    errors.addAll(CustomValidation.validate(kind.schema(), object));
    errors.addAll(ScaleValidation.spec(kind, object));
    errors.addAll(ScaleValidation.status(kind, object));
    return errors;
  }

  @Override
  public List<FieldError> validateUpdate(
      Kind kind, String subresource, ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    if (subresource.equals(STATUS)) {
      errors.addAll(CustomValidation.validateStatusUpdate(kind.schema(), object, old));
    } else {
      errors.addAll(CustomValidation.validateUpdate(kind.schema(), object, old));
      errors.addAll(ScaleValidation.spec(kind, object));
    }
    errors.addAll(ScaleValidation.status(kind, object));
    return errors;
  }

  @Override
  public List<String> resetFields(Kind kind, String subresource) {
    if (subresource.equals(STATUS)) {
      return List.of("metadata", "spec");
    }
    return kind.subresources().containsKey(STATUS) ? List.of(STATUS) : List.of();
  }
}
