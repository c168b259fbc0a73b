package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * A kind of objects that differential tests write, with a generator of configurations.
 *
 * @param grammar what a configuration may contain, as an example: see {@link #configuration}
 */
public record Subject(Kind kind, JsonNode grammar) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public static Subject of(Kind kind, String grammar) {
    try {
      return new Subject(kind, JSON.readTree(grammar));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(grammar, malformed);
    }
  }

  public String path(String namespace) {
    String root = kind.group().isEmpty() ? "/api/v1" : "/apis/" + kind.apiVersion();
    return root + "/namespaces/" + namespace + "/" + kind.plural();
  }

  /**
   * A random configuration. In the grammar a name with {@code !} at its end is always there, others
   * by chance; a list below {@code $one} offers values, one below {@code $some} offers items of
   * which some come in some order; anything else is built as it stands.
   */
  public ObjectNode configuration(Random random, String namespace, String name) {
    ObjectNode object = (ObjectNode) build(grammar, random);
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.put("name", name).put("namespace", namespace);
    return object;
  }

  private static JsonNode build(JsonNode grammar, Random random) {
    if (grammar.has("$one")) {
      JsonNode choice = grammar.get("$one");
      return build(choice.get(random.nextInt(choice.size())), random);
    }
    if (grammar.has("$some")) {
      return some(grammar.get("$some"), random);
    }
    if (grammar.isObject()) {
      ObjectNode object = NODES.objectNode();
      for (Map.Entry<String, JsonNode> field : grammar.properties()) {
        String name = field.getKey();
        boolean always = name.endsWith("!");
        if (always || random.nextInt(3) == 0) {
          object.set(
              always ? name.substring(0, name.length() - 1) : name,
              build(field.getValue(), random));
        }
      }
      return object;
    }
    if (grammar.isArray()) {
      return list(grammar, item -> build(item, random));
    }
    return grammar;
  }

  private static JsonNode some(JsonNode items, Random random) {
    List<JsonNode> chosen = new ArrayList<>();
    for (JsonNode item : items) {
      if (random.nextInt(2) == 0) {
        chosen.add(build(item, random));
      }
    }
    if (chosen.isEmpty()) {
      chosen.add(build(items.get(0), random));
    }
    if (random.nextBoolean()) {
      Collections.shuffle(chosen, random);
    }
    return NODES.arrayNode().addAll(chosen);
  }

  private static ArrayNode list(JsonNode items, Function<JsonNode, JsonNode> each) {
    ArrayNode list = NODES.arrayNode();
    items.forEach(item -> list.add(each.apply(item)));
    return list;
  }
}
