package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Collects the paths of everything that a value specifies. */
final class FieldSetReader {

  private final FieldSet set = new FieldSet();
  private final List<PathElement> path = new ArrayList<>();

  private FieldSetReader() {}

  static FieldSet read(TypedValue typed) {
    FieldSetReader reader = new FieldSetReader();
    reader.value(typed.value(), typed.type());
    return reader.set;
  }

  private void value(JsonNode value, Type type) {
    switch (type.shape().of(value).form()) {
      case Shape.Form.Single _ -> set.add(path);
      case Shape.Form.List(Shape.Items items) -> list(value, items);
      case Shape.Form.Map(Shape.Fields fields) -> map(value, fields);
    }
  }

  private void list(JsonNode value, Shape.Items items) {
    if (!items.associative()) {
      set.add(path);
      return;
    }
    TreeSet<PathElement> seen = new TreeSet<>();
    TreeSet<PathElement> twice = new TreeSet<>();
    List<Optional<PathElement>> elements = Elements.of(value, items);
    elements.stream().flatMap(Optional::stream).filter(it -> !seen.add(it)).forEach(twice::add);
    for (int i = 0; i < elements.size(); i++) {
      if (elements.get(i).isEmpty()) {
        continue;
      }
      PathElement element = elements.get(i).get();
      path.addLast(element);
      if (!twice.contains(element)) {
        value(value.get(i), items.item());
      }
      set.add(path);
      path.removeLast();
    }
  }

  private void map(JsonNode value, Shape.Fields fields) {
    if (fields.atomic()) {
      set.add(path);
      return;
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = field.getKey();
      JsonNode inner = field.getValue();
      Optional<Type> type = fields.type(name);
      if (type.isEmpty()) {
        continue;
      }
      path.addLast(new PathElement.Field(name));
      value(inner, type.get());
      if (inner.isNull() || (inner.isObject() && inner.isEmpty()) || !fields.declares(name)) {
        set.add(path);
      }
      path.removeLast();
    }
  }
}
