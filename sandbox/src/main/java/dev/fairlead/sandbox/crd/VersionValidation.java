package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.schema.CustomSchema;
import dev.fairlead.sandbox.schema.Schema;
import dev.fairlead.sandbox.schema.validate.StructuralSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the versions of a definition are valid. What is the same in all versions, kube-apiserver
 * checks once, and reports under the name that it had when there were no versions: {@code
 * spec.validation} instead of {@code spec.versions[0].schema}.
 */
final class VersionValidation {

  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> COLUMN_FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
  private static final Set<String> SELECTABLE_TYPES = Set.of("string", "boolean", "integer");
  private static final int SELECTABLE_FIELDS_MAX = 8;

  private final JsonNode versions;
  private final Faults faults;

  VersionValidation(JsonNode versions, Faults faults) {
    this.versions = versions;
    this.faults = faults;
  }

  /** What the versions have each for itself. */
  void versions() {
    for (int i = 0; i < versions.size(); i++) {
      JsonNode version = versions.path(i);
      String path = "spec.versions[" + i + "]";
      faults.label(path + ".name", version.path("name").asText());
      deprecation(version, path + ".deprecationWarning");
      if (!shared("schema")) {
        schema(version, path + ".schema");
      }
      if (!shared("subresources")) {
        subresources(version, path + ".subresources");
      }
      if (!shared("additionalPrinterColumns")) {
        columns(version, path + ".additionalPrinterColumns");
      }
      if (!shared("selectableFields")) {
        selectableFields(version, path + ".selectableFields");
      }
    }
  }

  /** What they have in common. */
  void common() {
    JsonNode version = versions.path(0);
    if (shared("schema")) {
      schema(version, "spec.validation");
    }
    if (shared("subresources")) {
      subresources(version, "spec.subresources");
    }
    if (shared("additionalPrinterColumns")) {
      columns(version, "spec.additionalPrinterColumns");
    }
    if (shared("selectableFields")) {
      selectableFields(version, "spec.selectableFields");
    }
  }

  private boolean shared(String field) {
    JsonNode first = versions.path(0).path(field);
    for (JsonNode version : versions) {
      if (!version.path(field).equals(first)) {
        return false;
      }
    }
    return !first.isMissingNode();
  }

  private void deprecation(JsonNode version, String path) {
    JsonNode warning = version.path("deprecationWarning");
    if (warning.isMissingNode() || warning.isNull()) {
      return;
    }
    if (!version.path("deprecated").asBoolean()) {
      faults.invalid(path, warning, "can only be set for deprecated versions");
    } else if (warning.asText().isEmpty()) {
      faults.invalid(path, warning, "must not be an empty string");
    } else if (warning.asText().length() > 256) {
      faults.invalid(path, warning, "must be <= 256 characters long");
    }
  }

  private void schema(JsonNode version, String path) {
    JsonNode schema = version.path("schema").path("openAPIV3Schema");
    if (!schema.isObject()) {
      return;
    }
    if (version.path("subresources").has("status")) {
      RootSchema.validate(schema, path + ".openAPIV3Schema", faults);
    }
    if (schema.path("nullable").asBoolean()) {
      faults.forbidden(path + ".openAPIV3Schema.nullable", "nullable cannot be true at the root");
    }
    faults.add(StructuralSchema.validate(schema, path + ".openAPIV3Schema"));
  }

  private void subresources(JsonNode version, String path) {
    JsonNode scale = version.path("subresources").path("scale");
    if (!scale.isObject()) {
      return;
    }
    String spec = scale.path("specReplicasPath").asText();
    String at = path + ".scale.specReplicasPath";
    if (faults.simplePath(at, spec) && !spec.startsWith(".spec.")) {
      faults.invalid(at, spec, "should be a json path under .spec");
    }
    String status = scale.path("statusReplicasPath").asText();
    at = path + ".scale.statusReplicasPath";
    if (faults.simplePath(at, status) && !status.startsWith(".status.")) {
      faults.invalid(at, status, "should be a json path under .status");
    }
    String selector = scale.path("labelSelectorPath").asText();
    at = path + ".scale.labelSelectorPath";
    if (!selector.isEmpty()
        && faults.simplePath(at, selector)
        && !selector.startsWith(".spec.")
        && !selector.startsWith(".status.")) {
      faults.invalid(at, selector, "should be a json path under either .spec or .status");
    }
  }

  private void columns(JsonNode version, String path) {
    JsonNode columns = version.path("additionalPrinterColumns");
    for (int i = 0; i < columns.size(); i++) {
      JsonNode column = columns.path(i);
      String at = path + "[" + i + "]";
      if (column.path("name").asText().isEmpty()) {
        faults.required(at + ".name", "");
      }
      String types = "must be one of " + String.join(",", COLUMN_TYPES);
      String type = column.path("type").asText();
      if (type.isEmpty()) {
        faults.required(at + ".type", types);
      } else if (!COLUMN_TYPES.contains(type)) {
        faults.invalid(at + ".type", type, types);
      }
      String format = column.path("format").asText();
      if (!format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
        faults.invalid(
            at + ".format", format, "must be one of " + String.join(",", COLUMN_FORMATS));
      }
      faults.simplePath(at + ".JSONPath", column.path("jsonPath").asText());
    }
  }

  private void selectableFields(JsonNode version, String path) {
    JsonNode document = version.path("schema").path("openAPIV3Schema");
    if (!document.isObject()) {
      return;
    }
    Schema schema = CustomSchema.of(document);
    Set<String> seen = new HashSet<>();
    JsonNode fields = version.path("selectableFields");
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.path(i).path("jsonPath").asText();
      String at = path + "[" + i + "].jsonPath";
      if (field.isEmpty()) {
        faults.required(at, "");
      } else if (!field.startsWith(".")) {
        faults.invalid(at, field, "is an invalid path: expected [ or . but got: " + field);
      } else {
        Optional<Schema> found = walk(schema, field);
        if (found.isEmpty()) {
          faults.invalid(at, field, "is an invalid path: does not refer to a valid field");
        } else {
          if (!SELECTABLE_TYPES.contains(found.get().type())) {
            faults.invalid(
                at,
                field,
                "must point to a field of type string, boolean or integer. Enum string fields and"
                    + " strings with formats are allowed.");
          }
          if (!seen.add(field)) {
            faults.duplicate(at, field);
          }
        }
      }
    }
    if (seen.size() > SELECTABLE_FIELDS_MAX) {
      faults.tooMany(path, seen.size(), SELECTABLE_FIELDS_MAX);
    }
  }

  private static Optional<Schema> walk(Schema schema, String path) {
    Optional<Schema> at = Optional.of(schema).filter(it -> !path.startsWith(".metadata."));
    for (String step : path.substring(1).split("\\.", -1)) {
      at = at.map(it -> it.properties().get(step));
    }
    return at;
  }
}
