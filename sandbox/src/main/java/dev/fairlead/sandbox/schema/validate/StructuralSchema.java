package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.CustomSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the schema of a CustomResourceDefinition is structural, and its defaults and rules valid.
 */
public final class StructuralSchema {

  private StructuralSchema() {}

  /**
   * @param schema {@code openAPIV3Schema}
   * @param path of it, such as {@code spec.versions[0].schema.openAPIV3Schema}
   */
  public static List<FieldError> validate(JsonNode schema, String path) {
    if (!(schema instanceof ObjectNode document)) {
      return List.of(FieldError.required(path, "schemas are required"));
    }
    List<FieldError> errors = new ArrayList<>();
    if (document.path("nullable").asBoolean(false)) {
      errors.add(FieldError.forbidden(path + ".nullable", "nullable cannot be true at the root"));
    }
    List<FieldError> keywords = new Keywords(path).errors(document);
    boolean readable = keywords.stream().noneMatch(it -> it.body().endsWith(" is not supported"));
    List<FieldError> structure = readable ? Structure.check(document, path) : List.of();
    List<FieldError> defaults =
        readable && structure.isEmpty()
            ? DefaultsCheck.check(CustomSchema.of(document), path)
            : List.of();
    errors.addAll(structure);
    errors.addAll(defaults);
    errors.addAll(keywords);
    if (readable && structure.isEmpty() && defaults.isEmpty() && keywords.isEmpty()) {
      errors.addAll(RulesCheck.check(CustomSchema.of(document), path));
    }
    return errors;
  }
}
