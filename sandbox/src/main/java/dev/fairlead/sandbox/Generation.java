package dev.fairlead.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.Kinds;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rest.InternalCall;
import dev.fairlead.sandbox.rest.Strategy;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.generated.Template;
import java.util.function.Function;

/**
 * Fills collections with objects that are made when they are read. The first of them passes through
 * the verbs, so that all are such as the API would have taken.
 */
record Generation(
    Store store, Kinds kinds, InternalCall calls, Function<Kind, Strategy> strategies) {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String MANAGER = "fairlead-sandbox";

  Template generate(String text, int count, int namespaces, long seed) {
    ObjectNode object = read(text);
    Kind kind = kind(object);
    ObjectNode metadata = object.withObject("/metadata");
    if (kind.namespaced() && metadata.path("namespace").asText().isEmpty()) {
      metadata.put("namespace", "default");
    }
    strategies.apply(kind).defaults(kind, object);
    Template template = new Template(kind.collection(), object, count, namespaces, seed);
    try {
      for (String namespace : template.namespaces()) {
        create(namespace);
      }
      calls.check(template.key(0), template.object(0, 0));
    } catch (Rejection e) {
      throw new IllegalArgumentException(
          "the API refuses what the template makes: " + e.status().message(), e);
    }
    store.generate(kind.collection(), template);
    return template;
  }

  private static ObjectNode read(String text) {
    try {
      JsonNode node = YAML.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalArgumentException("the template is not an object: write one in YAML");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the template is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private Kind kind(ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String name = object.path("kind").asText();
    return kinds.all().stream()
        .filter(kind -> kind.apiVersion().equals(apiVersion) && kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no kind %s in %s is served: create its CustomResourceDefinition first"
                    .formatted(name, apiVersion)));
  }

  private void create(String namespace) throws Rejection {
    Key key = new Key("namespaces", "", namespace);
    if (store.get(key).isEmpty()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("apiVersion", "v1").put("kind", "Namespace");
      object.putObject("metadata").put("name", namespace);
      calls.create(MANAGER, key, object);
    }
  }
}
