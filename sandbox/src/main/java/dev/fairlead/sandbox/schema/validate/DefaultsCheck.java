package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Pruning;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the defaults of a schema are valid values of it, without unknown fields. */
final class DefaultsCheck {

  private final List<FieldError> errors = new ArrayList<>();

  private DefaultsCheck() {}

  static List<FieldError> check(Schema schema, String path) {
    DefaultsCheck check = new DefaultsCheck();
    check.visit(schema, path);
    return check.errors;
  }

  private void visit(Schema schema, String path) {
    schema.defaultValue().ifPresent(it -> check(it, schema, path + ".default"));
    schema.items().ifPresent(it -> visit(it, path + ".items"));
    schema
        .properties()
        .forEach((name, field) -> {
          if (schema.document().path("properties").has(name)) {
            visit(field, path + ".properties[" + name + "]");
          }
        });
  }

  private void check(JsonNode value, Schema schema, String path) {
    if (!Pruning.unknownFieldsOfPart(schema, value.deepCopy()).isEmpty()) {
      errors.add(FieldError.invalid(path, value, "must not have unknown fields"));
    }
    errors.addAll(
        ValueValidator.validate(value, schema.document(), new Place(path, ""), Optional.empty())
            .errors());
  }
}
