package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.store.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a reconciler leaves to chance, learnt from two runs without disturbances: names and values
 * that differ. They are made alike before states are compared, so that a generated name or password
 * is no divergence, and one object too many still is.
 */
final class Chance {

  private final Set<String> namedByChance = new HashSet<>();
  private final Set<Key> steady = new HashSet<>();
  private final Set<String> values = new HashSet<>();

  private Chance() {}

  static Chance between(List<State> one, List<State> other) {
    Chance chance = new Chance();
    Set<Key> first = keys(one);
    Set<Key> second = keys(other);
    chance.steady.addAll(first);
    chance.steady.retainAll(second);
    first.addAll(second);
    first.removeAll(chance.steady);
    first.forEach(key -> chance.namedByChance.add(key.collection()));
    for (int step = 0; step < Math.min(one.size(), other.size()); step++) {
      State left = chance.alike(one.get(step));
      State right = chance.alike(other.get(step));
      left.objects()
          .forEach((key, object) ->
              chance.learn(place(key), object, right.objects().getOrDefault(key, object)));
    }
    return chance;
  }

  private static Set<Key> keys(List<State> states) {
    Set<Key> keys = new HashSet<>();
    states.forEach(state -> keys.addAll(state.objects().keySet()));
    return keys;
  }

  private void learn(String at, JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return;
    }
    if (one instanceof ObjectNode && other instanceof ObjectNode) {
      one.properties()
          .forEach(it -> learn(at + "/" + it.getKey(), it.getValue(), other.path(it.getKey())));
    } else if (one instanceof ArrayNode && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        learn(at + "/" + i, one.get(i), other.path(i));
      }
    } else {
      values.add(at);
    }
  }

  /** The state with all that is left to chance made alike. */
  State alike(State state) {
    Map<String, String> names = new HashMap<>();
    for (Key key : state.objects().keySet()) {
      if (namedByChance.contains(key.collection()) && !steady.contains(key)) {
        names.put(key.name(), "a-name-by-chance");
      }
    }
    Map<Key, List<JsonNode>> renamed = new TreeMap<>();
    state
        .objects()
        .forEach((key, object) -> {
          boolean byChance = namedByChance.contains(key.collection()) && !steady.contains(key);
          Key place =
              byChance ? new Key(key.collection(), key.namespace(), "a-name-by-chance") : key;
          renamed
              .computeIfAbsent(place, _ -> new ArrayList<>())
              .add(masked(place(place), object.deepCopy(), names));
        });
    Map<Key, JsonNode> alike = new TreeMap<>();
    renamed.forEach((key, objects) -> {
      objects.sort(Comparator.comparing(JsonNode::toString));
      for (int i = 0; i < objects.size(); i++) {
        alike.put(
            i == 0 ? key : new Key(key.collection(), key.namespace(), key.name() + "-" + (i + 1)),
            objects.get(i));
      }
    });
    return new State(alike, state.trouble());
  }

  private JsonNode masked(String at, JsonNode node, Map<String, String> names) {
    if (values.contains(at)) {
      return TextNode.valueOf("by chance");
    }
    return switch (node) {
      case ObjectNode object -> {
        object
            .properties()
            .forEach(it -> it.setValue(masked(at + "/" + it.getKey(), it.getValue(), names)));
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, masked(at + "/" + i, array.get(i), names));
        }
        yield array;
      }
      case TextNode text -> {
        String masked = text.asText();
        for (Map.Entry<String, String> name : names.entrySet()) {
          masked = masked.replace(name.getKey(), name.getValue());
        }
        yield TextNode.valueOf(masked);
      }
      default -> node;
    };
  }

  private static String place(Key key) {
    return key.collection() + " " + key.namespace() + "/" + key.name();
  }
}
