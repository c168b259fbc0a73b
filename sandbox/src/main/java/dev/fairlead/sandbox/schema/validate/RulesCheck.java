package dev.fairlead.sandbox.schema.validate;

import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Schema;
import dev.fairlead.sandbox.schema.Schema.ListType;
import dev.fairlead.sandbox.schema.cel.Rules;
import java.util.ArrayList;
import java.util.List;

/** Whether all rules of a schema compile, and speak of an old value only where there is one. */
final class RulesCheck {

  private final List<FieldError> errors = new ArrayList<>();

  private RulesCheck() {}

  static List<FieldError> check(Schema schema, String path) {
    RulesCheck check = new RulesCheck();
    check.visit(schema, true, path, "");
    return check.errors;
  }

  private void visit(Schema schema, boolean root, String path, String uncorrelatable) {
    if (!Rules.any(schema)) {
      return;
    }
    schema
        .properties()
        .forEach((name, field) -> {
          if (schema.document().path("properties").has(name)) {
            visit(field, false, path + ".properties[" + name + "]", uncorrelatable);
          }
        });
    schema
        .additionalProperties()
        .ifPresent(it -> visit(it, false, path + ".additionalProperties", uncorrelatable));
    String within =
        uncorrelatable.isEmpty() && schema.listType() != ListType.MAP ? path : uncorrelatable;
    schema.items().ifPresent(it -> visit(it, false, path + ".items", within));
    if (schema.document().has("x-kubernetes-validations")) {
      errors.addAll(Rules.checkDefinition(schema, root, path, uncorrelatable));
    }
  }
}
