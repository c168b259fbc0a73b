package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.name.Names;
import dev.fairlead.sandbox.rejection.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a definition, in the order in which it is found. */
final class Faults {

  private final List<FieldError> errors = new ArrayList<>();

  List<FieldError> all() {
    return List.copyOf(errors);
  }

  void add(List<FieldError> more) {
    errors.addAll(more);
  }

  void required(String field, String detail) {
    errors.add(FieldError.required(field, detail));
  }

  void forbidden(String field, String detail) {
    errors.add(FieldError.forbidden(field, detail));
  }

  void invalid(String field, JsonNode value, String detail) {
    errors.add(FieldError.invalid(field, value, detail));
  }

  void invalid(String field, String value, String detail) {
    invalid(field, TextNode.valueOf(value), detail);
  }

  void duplicate(String field, String value) {
    errors.add(FieldError.duplicate(field, TextNode.valueOf(value)));
  }

  void tooMany(String field, int count, int max) {
    errors.add(
        FieldError.valued(
            FieldError.Type.TOO_MANY,
            field,
            Integer.toString(count),
            "must have at most " + max + " items"));
  }

  /** One of a few words. */
  void oneOf(String field, String value, List<String> words) {
    if (value.isEmpty()) {
      required(field, "");
    } else if (!words.contains(value)) {
      errors.add(
          FieldError.valued(
              FieldError.Type.NOT_SUPPORTED,
              field,
              "\"" + value + "\"",
              "supported values: \"" + String.join("\", \"", words) + "\""));
    }
  }

  /** A DNS-1035 label. */
  void label(String field, String value) {
    List<String> wrong = Names.dns1035Label(value);
    if (!wrong.isEmpty()) {
      invalid(field, value, String.join(",", wrong));
    }
  }

  /** A path such as {@code .spec.replicas}; false if it is none. */
  boolean simplePath(String field, String path) {
    if (path.isEmpty()) {
      required(field, "");
      return false;
    }
    if (!path.startsWith(".")) {
      invalid(field, path, "must be a simple json path starting with .");
      return false;
    }
    return true;
  }
}
