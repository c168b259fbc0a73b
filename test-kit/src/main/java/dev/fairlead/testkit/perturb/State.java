package dev.fairlead.testkit.perturb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All objects of a cluster at rest, without what differs from run to run anyway: uids, versions,
 * times, managers. Immutable.
 *
 * @param objects by where they are
 * @param trouble what the controller says is wrong; empty if nothing is
 */
record State(Map<Key, JsonNode> objects, String trouble) {

  /** The annotation by which {@link ForeignHand} makes a new version. */
  static final String TOUCHED = "example.com/touched";

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final List<String> INCIDENTAL =
      List.of("managedFields", "creationTimestamp", "generation", "uid", "resourceVersion");

  State {
    objects = new TreeMap<>(objects);
  }

  static State of(List<Stored> stored, String trouble) {
    Map<Key, JsonNode> objects = new TreeMap<>();
    for (Stored each : stored) {
      // Fairlead's own: who holds a permit of a pool.
      if (!each.key().collection().equals("leases.coordination.k8s.io")) {
        objects.put(each.key(), plain(each.object().deepCopy()));
      }
    }
    return new State(objects, trouble);
  }

  /** Without the objects of these resources. */
  State without(Set<String> collections) {
    Map<Key, JsonNode> others = new TreeMap<>(objects);
    others.keySet().removeIf(key -> collections.contains(key.collection()));
    return new State(others, trouble);
  }

  private static JsonNode plain(ObjectNode object) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    long generation = metadata.path("generation").asLong();
    metadata.remove(INCIDENTAL);
    if (metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(List.of("fairlead.dev/applied", TOUCHED));
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
    if (object.path("status").path("conditions") instanceof ArrayNode conditions) {
      recovered(conditions);
      sort(conditions);
      if (conditions.isEmpty() && object.get("status") instanceof ObjectNode status) {
        status.remove("conditions");
      }
    }
    if (object.path("status").isEmpty()) {
      object.remove("status");
    }
    return masked(object, generation);
  }

  /** What Fairlead itself says after a failure that has passed. */
  private static void recovered(ArrayNode conditions) {
    for (Iterator<JsonNode> each = conditions.iterator(); each.hasNext(); ) {
      if (each.next().path("reason").asText().equals("Reconciled")) {
        each.remove();
      }
    }
  }

  /** They are a map by type, in whatever order. */
  private static void sort(ArrayNode conditions) {
    List<JsonNode> sorted = new ArrayList<>();
    conditions.forEach(sorted::add);
    sorted.sort(Comparator.comparing(it -> it.path("type").asText()));
    conditions.removeAll().addAll(sorted);
  }

  private static JsonNode masked(JsonNode node, long generation) {
    return switch (node) {
      case ObjectNode object -> {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          field.setValue(
              field.getKey().equals("observedGeneration")
                  ? TextNode.valueOf(
                      field.getValue().asLong() == generation ? "current" : "of the past")
                  : masked(field.getValue(), generation));
        }
        yield object;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, masked(array.get(i), generation));
        }
        yield array;
      }
      case TextNode text ->
          TextNode.valueOf(
              UID.matcher(TIME.matcher(text.asText()).replaceAll("a time")).replaceAll("a uid"));
      default -> node;
    };
  }

  /** The first difference from what should be, in words; empty if there is none. */
  Optional<String> difference(State should) {
    for (Key key : should.objects.keySet()) {
      JsonNode here = objects.get(key);
      if (here == null) {
        return Optional.of(name(key) + " is missing");
      }
      List<String> differences = new ArrayList<>();
      compare("", here, should.objects.getOrDefault(key, here), differences);
      if (!differences.isEmpty()) {
        return Optional.of(name(key) + ": " + differences.getFirst());
      }
    }
    for (Key key : objects.keySet()) {
      if (!should.objects.containsKey(key)) {
        return Optional.of(name(key) + " is there, and should not be");
      }
    }
    return trouble.equals(should.trouble)
        ? Optional.empty()
        : Optional.of(
            "the last call ended with \"%s\" instead of \"%s\"".formatted(trouble, should.trouble));
  }

  private static void compare(String at, JsonNode is, JsonNode should, List<String> differences) {
    if (is.equals(should)) {
      return;
    }
    if (is instanceof ObjectNode one && should instanceof ObjectNode other) {
      TreeMap<String, JsonNode> all = new TreeMap<>();
      one.properties().forEach(it -> all.put(it.getKey(), it.getValue()));
      other.properties().forEach(it -> all.put(it.getKey(), it.getValue()));
      all.keySet()
          .forEach(name ->
              compare(
                  at.isEmpty() ? name : at + "." + name,
                  one.path(name),
                  other.path(name),
                  differences));
      return;
    }
    if (is instanceof ArrayNode one
        && should instanceof ArrayNode other
        && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(at + "[" + i + "]", one.get(i), other.get(i), differences);
      }
      return;
    }
    differences.add("%s is %s instead of %s".formatted(at, text(is), text(should)));
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "absent" : node.toString();
  }

  /** For people. */
  static String name(Key key) {
    return key.collection()
        + " "
        + (key.namespace().isEmpty() ? "" : key.namespace() + "/")
        + key.name();
  }

  /** For people. */
  static String name(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    return object.path("kind").asText() + " " + metadata.path("name").asText();
  }
}
