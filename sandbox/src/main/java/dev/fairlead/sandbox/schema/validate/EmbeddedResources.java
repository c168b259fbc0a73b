package dev.fairlead.sandbox.schema.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Objects inside of objects need an apiVersion and a kind that could be one. */
final class EmbeddedResources {

  private static final String LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String NO_LABEL =
      "may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case"
          + " alphanumeric characters or '-', start with an alphabetic character, and end with an"
          + " alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
          + " '[a-z]([-a-z0-9]*[a-z0-9])?')";

  private final List<FieldError> errors = new ArrayList<>();

  private EmbeddedResources() {}

  static List<FieldError> check(Schema schema, ObjectNode object) {
    EmbeddedResources check = new EmbeddedResources();
    object
        .properties()
        .forEach(it -> {
          Schema field = schema.properties().get(it.getKey());
          if (field != null && !it.getKey().equals("metadata")) {
            check.visit(it.getValue(), field, it.getKey());
          }
        });
    return check.errors;
  }

  private void visit(JsonNode value, Schema schema, String path) {
    if (value instanceof ObjectNode object) {
      if (schema.embeddedResource()) {
        resource(object, path);
      }
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        String name = entry.getKey();
        Schema property = schema.properties().get(name);
        if (property != null) {
          visit(entry.getValue(), property, path + "." + name);
        } else if (schema.additionalProperties().isPresent()) {
          visit(entry.getValue(), schema.additionalProperties().get(), path + "[" + name + "]");
        }
      }
    } else if (value.isArray() && schema.items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        visit(value.get(i), schema.items().get(), path + "[" + i + "]");
      }
    }
  }

  private void resource(ObjectNode object, String path) {
    for (String field : List.of("apiVersion", "kind")) {
      if (!object.has(field)) {
        errors.add(FieldError.required(path + "." + field, ""));
      } else if (object.get(field).asText().isEmpty()) {
        errors.add(FieldError.invalid(path + "." + field, object.get(field), "must not be empty"));
      }
    }
    String apiVersion = object.path("apiVersion").asText("");
    if (apiVersion.chars().filter(it -> it == '/').count() > 1) {
      errors.add(
          FieldError.invalid(
              path + ".apiVersion",
              object.get("apiVersion"),
              "unexpected GroupVersion string: " + apiVersion));
    }
    String kind = object.path("kind").asText("");
    if (!kind.isEmpty() && !kind.toLowerCase(Locale.ROOT).matches(LABEL)) {
      errors.add(FieldError.invalid(path + ".kind", object.get("kind"), NO_LABEL));
    }
  }
}
