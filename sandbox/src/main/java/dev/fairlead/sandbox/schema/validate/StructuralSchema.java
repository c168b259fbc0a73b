package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.FieldError;
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
    return schema.isObject() ? List.of() : List.of(FieldError.required(path, ""));
  }
}
