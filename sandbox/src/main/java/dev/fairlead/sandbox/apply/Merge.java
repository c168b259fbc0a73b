package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Merges what an applied configuration specifies into a live value. */
final class Merge {

  private Merge() {}

  static JsonNode merge(JsonNode live, JsonNode applied, Type type) {
    return either(live, applied, type).orElse(JsonNodeFactory.instance.nullNode());
  }

  /** Empty where nothing is left to say, as for a list that has no items. */
  private static Optional<JsonNode> either(
      @Nullable JsonNode live, @Nullable JsonNode applied, Type type) {
    Shape open = type.shape();
    Shape form = applied == null ? open.of(live) : open.of(applied);
    return switch (form.form()) {
      case Shape.Form.Single _ -> leaf(live, applied);
      case Shape.Form.List(Shape.Items items) ->
          !items.associative()
                  || (Elements.holdsNothing(live, true) && Elements.holdsNothing(applied, true))
              ? leaf(live, applied)
              : list(live, applied, items);
      case Shape.Form.Map(Shape.Fields fields) ->
          fields.atomic()
                  || (Elements.holdsNothing(live, false) && Elements.holdsNothing(applied, false))
              ? leaf(live, applied)
              : map(live, applied, fields);
    };
  }

  private static Optional<JsonNode> leaf(@Nullable JsonNode live, @Nullable JsonNode applied) {
    return Optional.ofNullable(applied != null ? applied : live);
  }

  private static Optional<JsonNode> map(
      @Nullable JsonNode live, @Nullable JsonNode applied, Shape.Fields fields) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : properties(live)) {
      JsonNode theirs = applied == null ? null : applied.get(field.getKey());
      put(merged, field.getKey(), field.getValue(), theirs, fields);
    }
    for (Map.Entry<String, JsonNode> field : properties(applied)) {
      if (live == null || !live.has(field.getKey())) {
        put(merged, field.getKey(), null, field.getValue(), fields);
      }
    }
    return merged.isEmpty() ? Optional.empty() : Optional.of(merged);
  }

  private static void put(
      ObjectNode merged,
      String name,
      @Nullable JsonNode live,
      @Nullable JsonNode applied,
      Shape.Fields fields) {
    fields
        .type(name)
        .flatMap(type -> either(live, applied, type))
        .ifPresent(it -> merged.set(name, it));
  }

  private static Set<Map.Entry<String, JsonNode>> properties(@Nullable JsonNode object) {
    return object == null ? Set.of() : object.properties();
  }

  /**
   * Items of the applied list stand in its order, and items that only the live list has keep their
   * place among them as far as the two orders agree.
   */
  private static Optional<JsonNode> list(
      @Nullable JsonNode live, @Nullable JsonNode applied, Shape.Items items) {
    Indexed ours = Indexed.of(live, items);
    Indexed theirs = Indexed.of(applied, items);
    Iterator<PathElement> shared =
        theirs.order.stream().filter(ours.values::containsKey).iterator();
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    TreeSet<PathElement> done = new TreeSet<>();
    PathElement next = shared.hasNext() ? shared.next() : null;
    int left = 0;
    int right = 0;
    while (left < ours.order.size() || right < theirs.order.size()) {
      if (left < ours.order.size()) {
        PathElement element = ours.order.get(left);
        boolean wanted = theirs.values.containsKey(element);
        if (!wanted) {
          either(ours.items.get(left), null, items.item()).ifPresent(merged::add);
          left++;
          continue;
        }
        boolean both =
            right < theirs.order.size() && element.compareTo(theirs.order.get(right)) == 0;
        if (!both && right < theirs.order.size() && next != null && next.compareTo(element) != 0) {
          left++;
          continue;
        }
        if (both || done.contains(element)) {
          left++;
        }
      }
      if (right < theirs.order.size()) {
        PathElement element = theirs.order.get(right);
        done.add(element);
        either(ours.values.get(element), theirs.values.get(element), items.item())
            .ifPresent(merged::add);
        right++;
        if (next != null && next.compareTo(element) == 0) {
          next = shared.hasNext() ? shared.next() : null;
        }
      }
    }
    return merged.isEmpty() ? Optional.empty() : Optional.of(merged);
  }

  /**
   * The items of a list.
   *
   * @param values one for each element; null for one that is there more than once, which does not
   *     merge
   */
  private record Indexed(
      List<PathElement> order, List<JsonNode> items, Map<PathElement, JsonNode> values) {

    static Indexed of(@Nullable JsonNode list, Shape.Items items) {
      Indexed indexed = new Indexed(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
      List<Optional<PathElement>> elements = Elements.of(list, items);
      for (int i = 0; list != null && i < elements.size(); i++) {
        if (elements.get(i).isPresent()) {
          PathElement element = elements.get(i).get();
          JsonNode item = list.get(i);
          indexed.order.add(element);
          indexed.items.add(item);
          indexed.values.merge(element, item, (_, _) -> JsonNodeFactory.instance.nullNode());
        }
      }
      return indexed;
    }
  }
}
