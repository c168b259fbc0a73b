package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is read from an OpenAPI document as far as it is asked for. Its parts are made when
 * a value is first walked along them, and kept.
 */
final class DocumentSchema implements Schema {

  private final ObjectNode document;
  private final String name;
  private final Map<String, Schema> added;
  private final Function<JsonNode, Schema> parts;
  private final ListType listType;
  private final List<String> listMapKeys;
  private final Set<String> required;

  private final Later<Map<String, Schema>> properties = new Later<>(this::readProperties);
  private final Later<Optional<Schema>> additionalProperties =
      new Later<>(() -> part("additionalProperties"));
  private final Map<Class<?>, Object> derived = new ConcurrentHashMap<>();
  private final Later<Optional<Schema>> items = new Later<>(() -> part("items"));

  /**
   * @param name of the definition; empty for none
   * @param added fields beyond those of the document
   * @param parts makes the schema of a part of this document
   */
  DocumentSchema(
      String name,
      ObjectNode document,
      Map<String, Schema> added,
      Function<JsonNode, Schema> parts) {
    this.name = name;
    this.document = document;
    this.added = added;
    this.parts = parts;
    this.listType =
        switch (word("x-kubernetes-list-type")) {
          case "set" -> ListType.SET;
          case "map" -> ListType.MAP;
          default -> ListType.ATOMIC;
        };
    this.listMapKeys = words("x-kubernetes-list-map-keys");
    this.required = new LinkedHashSet<>(words("required"));
  }

  private String word(String keyword) {
    return document.path(keyword).asText("");
  }

  private boolean yes(String keyword) {
    return document.path(keyword).asBoolean(false);
  }

  private List<String> words(String keyword) {
    List<String> words = new ArrayList<>();
    document.path(keyword).forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return word("type");
  }

  @Override
  public String format() {
    return word("format");
  }

  @Override
  public boolean nullable() {
    return yes("nullable");
  }

  @Override
  public boolean intOrString() {
    return yes("x-kubernetes-int-or-string");
  }

  @Override
  public Map<String, Schema> properties() {
    return properties.get();
  }

  private Map<String, Schema> readProperties() {
    Map<String, Schema> made = new LinkedHashMap<>();
    document
        .path("properties")
        .properties()
        .forEach(it -> made.put(it.getKey(), parts.apply(it.getValue())));
    made.putAll(added);
    return Collections.unmodifiableMap(made);
  }

  @Override
  public Optional<Schema> additionalProperties() {
    return additionalProperties.get();
  }

  @Override
  public Optional<Schema> items() {
    return items.get();
  }

  private Optional<Schema> part(String keyword) {
    return Optional.of(document.path(keyword)).filter(JsonNode::isObject).map(parts);
  }

  @Override
  public Set<String> required() {
    return required;
  }

  @Override
  public Optional<JsonNode> defaultValue() {
    return Optional.ofNullable(document.get("default"));
  }

  @Override
  public boolean preserveUnknownFields() {
    return yes("x-kubernetes-preserve-unknown-fields")
        || document.path("additionalProperties").asBoolean(false);
  }

  @Override
  public boolean embeddedResource() {
    return yes("x-kubernetes-embedded-resource");
  }

  @Override
  public ListType listType() {
    return listType;
  }

  @Override
  public List<String> listMapKeys() {
    return listMapKeys;
  }

  @Override
  public boolean atomic() {
    return word("x-kubernetes-map-type").equals("atomic");
  }

  @Override
  public String patchStrategy() {
    return word("x-kubernetes-patch-strategy");
  }

  @Override
  public String patchMergeKey() {
    return word("x-kubernetes-patch-merge-key");
  }

  @Override
  public JsonNode document() {
    return document;
  }

  @Override
  public <T> T derived(Class<T> type, Function<Schema, T> maker) {
    return type.cast(derived.computeIfAbsent(type, _ -> maker.apply(this)));
  }

  @Override
  public String toString() {
    return document.toString();
  }

  /** A value that is made when it is first asked for; racing threads make equal ones. */
  private static final class Later<T> {

    private final Supplier<T> maker;
    private volatile @Nullable T value;

    Later(Supplier<T> maker) {
      this.maker = maker;
    }

    T get() {
      T known = value;
      if (known == null) {
        known = maker.get();
        value = known;
      }
      return known;
    }
  }
}
