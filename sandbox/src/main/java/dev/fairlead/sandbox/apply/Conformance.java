package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.sandbox.rejection.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether a value fits its type, as far as field management has to know. */
final class Conformance {

  private final boolean duplicates;
  private final List<String> misfits = new ArrayList<>();

  private Conformance(boolean duplicates) {
    this.duplicates = duplicates;
  }

  static List<String> misfits(TypedValue typed, boolean duplicates) {
    Conformance walk = new Conformance(duplicates);
    walk.value("", typed.value(), typed.type());
    return walk.misfits;
  }

  private void value(String path, JsonNode value, Type type) {
    switch (type.shape().of(value).form()) {
      case Shape.Form.Single(Shape.Scalar scalar) -> scalar(path, value, scalar);
      case Shape.Form.List(Shape.Items items) -> list(path, value, items);
      case Shape.Form.Map(Shape.Fields fields) -> map(path, value, fields);
    }
  }

  private void scalar(String path, JsonNode value, Shape.Scalar scalar) {
    if (value.isNull()) {
      return;
    }
    switch (scalar) {
      case NUMERIC -> {
        if (!value.isNumber()) {
          misfit(path, "expected numeric (int or float), got " + GoText.type(value));
        }
      }
      case STRING -> {
        if (!value.isTextual()) {
          String text = GoText.syntax(value);
          misfit(path, "expected string, got &value.valueUnstructured{Value:" + text + "}");
        }
      }
      case BOOLEAN -> {
        if (!value.isBoolean()) {
          misfit(path, "expected boolean, got " + printed(value));
        }
      }
      case ANY -> {
        if (!value.isValueNode()) {
          misfit(path, "expected any scalar, got " + printed(value));
        }
      }
    }
  }

  private void list(String path, JsonNode value, Shape.Items items) {
    if (value.isNull()) {
      return;
    }
    if (!value.isArray()) {
      misfit(path, "expected list, got " + printed(value));
      return;
    }
    TreeSet<PathElement> seen = new TreeSet<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      PathElement element = new PathElement.Index(i);
      if (items.associative()) {
        try {
          element = items.element(item);
        } catch (Shape.Misfit misfit) {
          misfit(path, "element " + i + ": " + misfit.getMessage());
          return;
        }
        if (!seen.add(element) && !duplicates) {
          misfit(path, "duplicate entries for key " + element);
        }
      }
      value(path + element, item, items.item());
    }
  }

  private void map(String path, JsonNode value, Shape.Fields fields) {
    if (value.isNull()) {
      return;
    }
    if (!value.isObject()) {
      misfit(path, "expected map, got " + printed(value));
      return;
    }
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      Optional<Type> type = fields.type(field.getKey());
      if (type.isEmpty()) {
        misfit(path + "." + field.getKey(), "field not declared in schema");
        return;
      }
      value(path + "." + field.getKey(), field.getValue(), type.get());
    }
  }

  private static String printed(JsonNode value) {
    return "&{" + GoText.plain(value) + "}";
  }

  private void misfit(String path, String message) {
    misfits.add(path.isEmpty() ? message : path + ": " + message);
  }
}
