package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The named schemas of the built-in kinds, as the components of the API's OpenAPI v3 documents. The
 * text holds one definition on each line, so that reading it is only finding its lines; a
 * definition is parsed when it is first used. Thread-safe.
 */
public final class Definitions {

  private static final String KIND = "\"x-kubernetes-group-version-kind\":[";
  private static final String REFERENCE = "#/components/schemas/";
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> texts;
  private final Map<String, String> kinds;
  private final Map<String, ObjectNode> documents = new ConcurrentHashMap<>();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private Definitions(Map<String, String> texts) {
    this.texts = texts;
    this.kinds =
        texts.entrySet().stream()
            .filter(it -> it.getValue().contains(KIND))
            .collect(
                Collectors.toMap(
                    it -> kind(it.getValue()), Map.Entry::getKey, (one, other) -> one));
  }

  /**
   * @param text an object whose every member stands on a line of its own
   * @throws UncheckedIOException if it cannot be read
   */
  public static Definitions read(InputStream text) {
    Map<String, String> texts = new HashMap<>();
    try {
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("\""))
          .forEach(line -> {
            int end = line.indexOf('"', 1);
            int comma = line.endsWith(",") ? line.length() - 1 : line.length();
            texts.put(line.substring(1, end), line.substring(end + 2, comma));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Definitions(texts);
  }

  /** The definitions that this server ships with. */
  public static Definitions builtIn() {
    return BuiltIn.DEFINITIONS;
  }

  private static final class BuiltIn {
    static final Definitions DEFINITIONS = load();

    private static Definitions load() {
      String resource = "/dev/fairlead/sandbox/kind/schemas.json";
      try (InputStream text = Definitions.class.getResourceAsStream(resource)) {
        if (text == null) {
          throw new IllegalStateException("The jar is incomplete: " + resource + " is missing");
        }
        return read(text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String kind(String text) {
    int from = text.indexOf(KIND) + KIND.length();
    JsonNode first = parse(text.substring(from, text.indexOf('}', from) + 1));
    return key(
        first.path("group").asText(), first.path("version").asText(), first.path("kind").asText());
  }

  private static String key(String group, String version, String kind) {
    return group + "/" + version + "/" + kind;
  }

  /** All names, such as {@code io.k8s.api.apps.v1.Deployment}. */
  public Set<String> names() {
    return texts.keySet();
  }

  /** The name of a kind's definition; empty if there is none. */
  public Optional<String> nameOf(String group, String version, String kind) {
    return Optional.ofNullable(kinds.get(key(group, version, kind)));
  }

  /** The schema of a kind; empty if there is none. */
  public Optional<Schema> kind(String group, String version, String kind) {
    return nameOf(group, version, kind).map(this::named);
  }

  /** What the metadata of every object is. */
  public Schema objectMeta() {
    return named(OBJECT_META);
  }

  /**
   * @throws NoSuchElementException if there is no definition of that name
   */
  public Schema named(String name) {
    Schema known = schemas.get(name);
    if (known == null) {
      known = new DocumentSchema(name, completed(name), Map.of(), this::part);
      schemas.put(name, known);
    }
    return known;
  }

  /**
   * The definition as it stands in the text; shared, not to be changed.
   *
   * @throws NoSuchElementException if there is no definition of that name
   */
  public ObjectNode document(String name) {
    ObjectNode known = documents.get(name);
    if (known == null) {
      String text = texts.get(name);
      if (text == null) {
        throw new NoSuchElementException("no definition is named " + name);
      }
      known = (ObjectNode) parse(text);
      documents.put(name, known);
    }
    return known;
  }

  /** Says in the words of custom resources what the definitions say in other ways. */
  private ObjectNode completed(String name) {
    ObjectNode document = document(name);
    if (document.path("format").asText().equals("int-or-string") || name.equals(QUANTITY)) {
      return document.deepCopy().put("x-kubernetes-int-or-string", true);
    }
    boolean open =
        document.path("type").asText().equals("object")
            && !document.has("properties")
            && !document.has("additionalProperties");
    return open ? document.deepCopy().put("x-kubernetes-preserve-unknown-fields", true) : document;
  }

  private Schema part(JsonNode document) {
    String reference =
        document.path("$ref").asText(document.path("allOf").path(0).path("$ref").asText(""));
    if (reference.isEmpty()) {
      return new DocumentSchema("", (ObjectNode) document, Map.of(), this::part);
    }
    Schema named = named(reference.substring(REFERENCE.length()));
    ObjectNode siblings = ((ObjectNode) document).deepCopy().without(Set.of("$ref", "allOf"));
    if (siblings.isEmpty()) {
      return named;
    }
    ObjectNode merged = ((ObjectNode) named.document()).objectNode();
    merged.setAll((ObjectNode) named.document());
    merged.setAll(siblings);
    return new DocumentSchema(named.name(), merged, Map.of(), this::part);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
