package dev.fairlead.sandbox.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.GoText;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Lists that merge: maps by a key, scalars as sets. Items of the patch come in its order, and items
 * that only the server has keep their place among them as far as possible.
 */
final class StrategicLists {

  private StrategicLists() {}

  static ArrayNode list(JsonNode value) throws Rejection {
    if (value instanceof ArrayNode list) {
      return list;
    }
    throw Directives.otherType("[]interface {}", value);
  }

  /**
   * @param deletes whether the patch tells which scalars to take away
   */
  static ArrayNode merge(ArrayNode original, ArrayNode patch, Schema field, boolean deletes)
      throws Rejection {
    if (original.isEmpty() && patch.isEmpty()) {
      return original;
    }
    boolean maps = holdMaps(original, patch);
    if (!maps && deletes) {
      return without(original, patch);
    }
    List<JsonNode> merged;
    List<JsonNode> order = items(patch);
    List<JsonNode> live = items(original);
    String mergeKey = field.patchMergeKey();
    if (maps) {
      if (mergeKey.isEmpty()) {
        throw Directives.failure("cannot merge lists without merge key for slice");
      }
      List<JsonNode> plain = new ArrayList<>();
      if (special(live, patch, mergeKey, plain)) {
        live = plain;
        plain = List.of();
      }
      order = plain;
      merged = mergeMaps(live, plain, mergeKey, field.items());
    } else {
      merged = new ArrayList<>(live);
      merged.addAll(order);
      dropRepeated(merged);
    }
    return ordered(array(merged), array(order), array(live), mergeKey);
  }

  /**
   * Carries out the directives among the items of the patch.
   *
   * @param plain receives the other items
   * @return whether they replace the list
   */
  private static boolean special(
      List<JsonNode> live, ArrayNode patch, String mergeKey, List<JsonNode> plain)
      throws Rejection {
    boolean replace = false;
    for (JsonNode item : patch) {
      JsonNode directive = item.get(Directives.PATCH);
      if (directive == null) {
        plain.add(item);
        continue;
      }
      switch (directive.asText()) {
        case "delete" -> {
          JsonNode key = item.get(mergeKey);
          if (key == null) {
            throw Directives.noMergeKey(item, mergeKey);
          }
          live.removeIf(it -> it.path(mergeKey).toString().equals(key.toString()));
        }
        case "replace" -> replace = true;
        case "merge" ->
            throw Directives.failure("merging lists cannot yet be specified in the patch");
        default -> throw Directives.unknown(directive, (ObjectNode) item);
      }
    }
    return replace;
  }

  private static List<JsonNode> mergeMaps(
      List<JsonNode> live, List<JsonNode> patch, String mergeKey, Optional<Schema> schema)
      throws Rejection {
    List<JsonNode> merged = new ArrayList<>(live);
    for (JsonNode item : patch) {
      JsonNode key = item.get(mergeKey);
      if (key == null) {
        throw Directives.noMergeKey(item, mergeKey);
      }
      OptionalInt found = find(merged, key, mergeKey);
      if (found.isPresent()) {
        int place = found.getAsInt();
        ObjectNode current = (ObjectNode) merged.get(place);
        merged.set(place, StrategicMergePatch.merge(current, (ObjectNode) item, schema));
      } else {
        merged.add(item);
      }
    }
    return merged;
  }

  private static OptionalInt find(List<JsonNode> items, JsonNode key, String mergeKey) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).path(mergeKey).toString().equals(key.toString())) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether the items are maps; all have to be of one type, and no lists. */
  private static boolean holdMaps(ArrayNode original, ArrayNode patch) throws Rejection {
    String type = "";
    for (ArrayNode list : List.of(original, patch)) {
      for (JsonNode item : list) {
        if (type.isEmpty() && item.isArray()) {
          throw new Status(
                  422,
                  "Invalid",
                  "the server rejected our request due to an error in our request",
                  Optional.of(new Status.Details("", "", "", "", List.of(), OptionalInt.empty())))
              .rejection();
        }
        if (!type.isEmpty() && !type.equals(GoText.type(item))) {
          throw Directives.failure(
              "list element types are not identical: ["
                  + GoText.plain(original)
                  + " "
                  + GoText.plain(patch)
                  + "]");
        }
        type = GoText.type(item);
      }
    }
    return type.startsWith("map");
  }

  private static ArrayNode without(ArrayNode original, ArrayNode gone) {
    List<JsonNode> rest = items(original);
    rest.removeAll(items(gone));
    return array(rest);
  }

  /** The last item takes the place of a repeated one. */
  private static void dropRepeated(List<JsonNode> items) {
    for (int i = 0; i < items.size(); i++) {
      for (int j = i + 1; j < items.size(); j++) {
        if (items.get(i).equals(items.get(j))) {
          JsonNode last = items.removeLast();
          if (j < items.size()) {
            items.set(j, last);
          }
          j--;
        }
      }
    }
  }

  /** Refuses an order that lacks items of the patch, or has them in another order. */
  static void checkOrder(@Nullable ArrayNode patch, ArrayNode order, String mergeKey)
      throws Rejection {
    if (patch == null || patch.isEmpty() || order.isEmpty()) {
      return;
    }
    List<JsonNode> items = items(patch);
    items.removeIf(
        it -> !mergeKey.isEmpty() && it.path(Directives.PATCH).asText().equals("delete"));
    int next = 0;
    int place = 0;
    while (next < items.size() && place < order.size()) {
      if (items.get(next).has(Directives.PATCH)) {
        next++;
      } else if (same(items.get(next), order.get(place++), mergeKey)) {
        next++;
      }
    }
    if (next < items.size()) {
      throw Directives.failure(
          "The order in patch list:\n%s\n doesn't match %s list:\n%s\n"
              .formatted(GoText.plain(patch), Directives.ELEMENT_ORDER, GoText.plain(order)));
    }
  }

  private static boolean same(JsonNode left, JsonNode right, String mergeKey) throws Rejection {
    return keyed(left, mergeKey).equals(keyed(right, mergeKey));
  }

  private static JsonNode key(JsonNode item, String mergeKey) throws Rejection {
    if (!item.isObject()) {
      throw Directives.otherType("map[string]interface {}", item);
    }
    JsonNode key = item.get(mergeKey);
    if (key == null) {
      throw Directives.noMergeKey(item, mergeKey);
    }
    return key;
  }

  /**
   * Items that the order names, in it; the others in the order of the live list, each before the
   * first named one that comes later there.
   */
  static ArrayNode ordered(ArrayNode merged, ArrayNode order, ArrayNode live, String mergeKey)
      throws Rejection {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    List<String> orderKeys = keys(order, mergeKey);
    List<String> liveKeys = keys(live, mergeKey);
    for (JsonNode item : merged) {
      (orderKeys.contains(keyed(item, mergeKey)) ? named : others).add(item);
    }
    sort(named, orderKeys, mergeKey);
    sort(others, liveKeys, mergeKey);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    int left = 0;
    for (JsonNode item : named) {
      int place = liveKeys.indexOf(keyed(item, mergeKey));
      while (left < others.size() && before(liveKeys, keyed(others.get(left), mergeKey), place)) {
        all.add(others.get(left++));
      }
      all.add(item);
    }
    all.addAll(others.subList(left, others.size()));
    return all;
  }

  private static boolean before(List<String> live, String key, int place) {
    int own = live.indexOf(key);
    return own >= 0 && place >= 0 && own < place;
  }

  /** By insertion, since an item that the order does not know goes before what precedes it. */
  private static void sort(List<JsonNode> items, List<String> order, String mergeKey)
      throws Rejection {
    for (int i = 1; i < items.size(); i++) {
      for (int j = i; j > 0 && less(items.get(j), items.get(j - 1), order, mergeKey); j--) {
        JsonNode item = items.get(j);
        items.set(j, items.get(j - 1));
        items.set(j - 1, item);
      }
    }
  }

  private static boolean less(JsonNode left, JsonNode right, List<String> order, String mergeKey)
      throws Rejection {
    int first = order.indexOf(keyed(left, mergeKey));
    int second = order.indexOf(keyed(right, mergeKey));
    return first < 0 || second < 0 || first < second;
  }

  /** What tells the item apart, as text: numbers come in several types. */
  private static String keyed(JsonNode item, String mergeKey) throws Rejection {
    return (mergeKey.isEmpty() ? item : key(item, mergeKey)).toString();
  }

  private static List<String> keys(ArrayNode list, String mergeKey) throws Rejection {
    List<String> keys = new ArrayList<>();
    for (JsonNode item : list) {
      keys.add(keyed(item, mergeKey));
    }
    return keys;
  }

  private static List<JsonNode> items(ArrayNode list) {
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return items;
  }

  private static ArrayNode array(List<JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }
}
