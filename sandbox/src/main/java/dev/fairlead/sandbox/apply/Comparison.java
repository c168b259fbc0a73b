package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two values. No path is in more than one of the sets.
 *
 * @param added paths that only the second value has
 * @param modified paths whose values differ
 * @param removed paths that only the first value has
 */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

  static Comparison of(TypedValue before, TypedValue after) {
    Walk walk = new Walk(new Comparison(new FieldSet(), new FieldSet(), new FieldSet()));
    walk.compare(before.value(), after.value(), before.type());
    return walk.found;
  }

  /** Without what is never owned through the endpoint in question. */
  Comparison without(FieldSet ignored) {
    return new Comparison(
        added.recursiveDifference(ignored),
        modified.recursiveDifference(ignored),
        removed.recursiveDifference(ignored));
  }

  private static final class Walk {

    private final Comparison found;
    private final List<PathElement> path = new ArrayList<>();

    Walk(Comparison found) {
      this.found = found;
    }

    void compare(@Nullable JsonNode before, @Nullable JsonNode after, Type type) {
      Shape open = type.shape();
      Shape left = open.of(before);
      Shape right = open.of(after);
      boolean leaf;
      if (after == null) {
        leaf = visit(left.form(), before, null);
      } else if (before == null || left.sameForm(right)) {
        leaf = visit(right.form(), before, after);
      } else {
        visit(left.form(), before, after);
        leaf = visit(right.form(), before, after);
      }
      if (!leaf && before == null) {
        found.added.add(path);
      } else if (!leaf && after == null) {
        found.removed.add(path);
      }
    }

    /** Whether it was compared as one value. */
    private boolean visit(Shape.Form form, @Nullable JsonNode before, @Nullable JsonNode after) {
      return switch (form) {
        case Shape.Form.Single _ -> leaf(before, after);
        case Shape.Form.List(Shape.Items items) -> {
          if (!items.associative()
              || (Elements.holdsNothing(before, true) && Elements.holdsNothing(after, true))) {
            yield leaf(before, after);
          }
          items(before, after, items);
          yield false;
        }
        case Shape.Form.Map(Shape.Fields fields) -> {
          if (fields.atomic()
              || (Elements.holdsNothing(before, false) && Elements.holdsNothing(after, false))) {
            yield leaf(before, after);
          }
          fields(before, after, fields);
          yield false;
        }
      };
    }

    private boolean leaf(@Nullable JsonNode before, @Nullable JsonNode after) {
      if (before == null) {
        found.added.add(path);
      } else if (after == null) {
        found.removed.add(path);
      } else if (!Values.equal(before, after)) {
        found.modified.add(path);
      }
      return true;
    }

    private void fields(@Nullable JsonNode before, @Nullable JsonNode after, Shape.Fields fields) {
      TreeSet<String> names = new TreeSet<>();
      addNames(names, before);
      addNames(names, after);
      for (String name : names) {
        Optional<Type> type = fields.type(name);
        if (type.isPresent()) {
          path.addLast(new PathElement.Field(name));
          compare(field(before, name), field(after, name), type.get());
          path.removeLast();
        }
      }
    }

    private static void addNames(Set<String> names, @Nullable JsonNode object) {
      if (object != null) {
        object.fieldNames().forEachRemaining(names::add);
      }
    }

    private static @Nullable JsonNode field(@Nullable JsonNode object, String name) {
      return object == null ? null : object.get(name);
    }

    private void items(@Nullable JsonNode before, @Nullable JsonNode after, Shape.Items items) {
      Map<PathElement, List<JsonNode>> left = byElement(before, items);
      Map<PathElement, List<JsonNode>> right = byElement(after, items);
      TreeSet<PathElement> all = new TreeSet<>();
      all.addAll(left.keySet());
      all.addAll(right.keySet());
      for (PathElement element : all) {
        path.addLast(element);
        item(left.getOrDefault(element, List.of()), right.getOrDefault(element, List.of()), items);
        path.removeLast();
      }
    }

    /** An item that is there more than once counts as one value: all of them together. */
    private void item(List<JsonNode> before, List<JsonNode> after, Shape.Items items) {
      if (before.size() <= 1 && after.size() <= 1) {
        compare(first(before), first(after), items.item());
      } else if (before.size() > 1 && after.size() > 1) {
        if (!equal(before, after)) {
          found.modified.add(path);
        }
      } else if (before.size() > 1) {
        if (!after.isEmpty()) {
          compare(null, after.getFirst(), items.item());
        }
        found.removed.add(path);
      } else {
        if (!before.isEmpty()) {
          compare(before.getFirst(), null, items.item());
        }
        found.added.add(path);
      }
    }

    private static @Nullable JsonNode first(List<JsonNode> values) {
      return values.isEmpty() ? null : values.getFirst();
    }

    private static boolean equal(List<JsonNode> left, List<JsonNode> right) {
      if (left.size() != right.size()) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!Values.equal(left.get(i), right.get(i))) {
          return false;
        }
      }
      return true;
    }

    private static Map<PathElement, List<JsonNode>> byElement(
        @Nullable JsonNode list, Shape.Items items) {
      TreeMap<PathElement, List<JsonNode>> found = new TreeMap<>();
      List<Optional<PathElement>> elements = Elements.of(list, items);
      for (int i = 0; list != null && i < elements.size(); i++) {
        JsonNode item = list.get(i);
        elements
            .get(i)
            .ifPresent(it -> found.computeIfAbsent(it, _ -> new ArrayList<>()).add(item));
      }
      return found;
    }
  }
}
