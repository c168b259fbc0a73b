package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.GoText;
import java.util.List;

/** Whether the fields that the scale subresource shows hold what it can show. */
final class ScaleValidation {

  private ScaleValidation() {}

  static List<FieldError> spec(Kind kind, ObjectNode object) {
    return replicas(object, path(kind, "specReplicasPath"));
  }

  static List<FieldError> status(Kind kind, ObjectNode object) {
    return replicas(object, path(kind, "statusReplicasPath"));
  }

  private static String path(Kind kind, String field) {
    return kind.definition()
        .map(it -> it.path("subresources").path("scale").path(field).asText())
        .orElse("");
  }

  private static List<FieldError> replicas(JsonNode object, String path) {
    JsonNode value = object;
    for (String step : path.isEmpty() ? new String[0] : path.substring(1).split("\\.", -1)) {
      value = value.path(step);
    }
    if (path.isEmpty() || value.isMissingNode()) {
      return List.of();
    }
    if (!value.isIntegralNumber()) {
      return List.of(
          FieldError.valued(
              FieldError.Type.INVALID,
              path,
              "0",
              "%s accessor error: %s is of the type %s, expected int64"
                  .formatted(path, GoText.plain(value), GoText.type(value))));
    }
    if (value.asLong() < 0) {
      return List.of(FieldError.invalid(path, value, "should be a non-negative integer"));
    }
    if (value.asLong() > Integer.MAX_VALUE) {
      return List.of(
          FieldError.invalid(path, value, "should be less than or equal to " + Integer.MAX_VALUE));
    }
    return List.of();
  }
}
