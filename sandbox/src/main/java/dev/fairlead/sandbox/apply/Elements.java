package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps to the items of an associative list. */
final class Elements {

  private Elements() {}

  /** One for each item, in their order; empty for an item that does not fit. */
  static List<Optional<PathElement>> of(@Nullable JsonNode list, Shape.Items items) {
    List<Optional<PathElement>> elements = new ArrayList<>();
    if (list == null || !list.isArray()) {
      return elements;
    }
    for (JsonNode item : list) {
      elements.add(one(item, items));
    }
    return elements;
  }

  private static Optional<PathElement> one(JsonNode item, Shape.Items items) {
    try {
      return Optional.of(items.element(item));
    } catch (Shape.Misfit misfit) {
      return Optional.empty();
    }
  }

  /** A list or map with nothing in it, null, or something else. */
  static boolean holdsNothing(@Nullable JsonNode value, boolean list) {
    return value == null || (list ? !value.isArray() : !value.isObject()) || value.isEmpty();
  }
}
