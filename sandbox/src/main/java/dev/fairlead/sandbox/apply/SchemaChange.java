package dev.fairlead.sandbox.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Brings a set of paths in line with a schema that changed since: where a list or map has become
 * one value, who owned parts of it owns the whole.
 */
final class SchemaChange {

  private final FieldSet wholes = new FieldSet();
  private final List<PathElement> path = new ArrayList<>();

  private SchemaChange() {}

  static FieldSet reconcile(FieldSet set, Type type) {
    SchemaChange change = new SchemaChange();
    change.visit(set, type, false);
    return change.wholes.isEmpty()
        ? set
        : set.recursiveDifference(change.wholes).union(change.wholes);
  }

  private void visit(FieldSet set, Type type, boolean whole) {
    if (type instanceof Type.Nothing) {
      return;
    }
    switch (type.shape().form()) {
      case Shape.Form.Single _ -> {}
      case Shape.Form.List(Shape.Items items) -> {
        if (!whole && !items.associative()) {
          wholes.add(path);
        } else {
          elements(set).forEach((element, member) -> below(set, element, member, items.item()));
        }
      }
      case Shape.Form.Map(Shape.Fields fields) -> {
        if (fields.open()) {
          return;
        }
        if (!whole && fields.atomic()) {
          if (!set.isEmpty()) {
            wholes.add(path);
          }
          return;
        }
        elements(set)
            .forEach((element, member) ->
                typeAt(fields, element).ifPresent(it -> below(set, element, member, it)));
      }
    }
  }

  private static Optional<Type> typeAt(Shape.Fields fields, PathElement element) {
    return element instanceof PathElement.Field(String name) ? fields.type(name) : Optional.empty();
  }

  private void below(FieldSet set, PathElement element, boolean member, Type type) {
    FieldSet child = set.below(element);
    path.addLast(element);
    visit(child, type, member && !set.children().containsKey(element));
    path.removeLast();
  }

  private static Map<PathElement, Boolean> elements(FieldSet set) {
    Map<PathElement, Boolean> elements = new java.util.TreeMap<>();
    new TreeSet<>(set.children().keySet()).forEach(it -> elements.put(it, false));
    set.members().forEach(it -> elements.put(it, true));
    return elements;
  }
}
