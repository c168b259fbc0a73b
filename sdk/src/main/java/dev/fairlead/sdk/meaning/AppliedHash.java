package dev.fairlead.sdk.meaning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hash of a desired object as it was applied, kept on the object itself. It tells of a field
 * that is no longer desired, which the observed object alone cannot. Pure.
 */
public final class AppliedHash {

  /** The annotation that holds it. */
  public static final String ANNOTATION = "fairlead.dev/applied";

  private static final int BYTES = 12;

  private static final JsonFactory JSON = new JsonFactory();

  private AppliedHash() {}

  /** The hash of an object: the same for the same content, whatever the order of its fields. */
  public static String of(ObjectNode desired) {
    MessageDigest digest = sha256();
    try (JsonGenerator canonical =
        JSON.createGenerator(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      write(content(desired), canonical);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to nowhere", impossible);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /** What counts: neither the status nor the hash itself. */
  private static ObjectNode content(ObjectNode desired) {
    ObjectNode content = shallowCopy(desired);
    content.remove("status");
    if (content.get("metadata") instanceof ObjectNode given
        && given.get("annotations") instanceof ObjectNode all) {
      ObjectNode annotations = shallowCopy(all);
      annotations.remove(ANNOTATION);
      ObjectNode metadata = shallowCopy(given);
      metadata.set("annotations", annotations);
      dropIfEmpty(metadata, "annotations");
      content.set("metadata", metadata);
      dropIfEmpty(content, "metadata");
    }
    return content;
  }

  private static ObjectNode shallowCopy(ObjectNode node) {
    ObjectNode copy = node.objectNode();
    copy.setAll(node);
    return copy;
  }

  /** A copy of the object that carries its hash. */
  public static ObjectNode stamp(ObjectNode desired) {
    ObjectNode stamped = desired.deepCopy();
    stamped
        .withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put(ANNOTATION, of(desired));
    return stamped;
  }

  /** The hash an observed object carries; empty if none. */
  public static String carriedBy(JsonNode observed) {
    return observed.path("metadata").path("annotations").path(ANNOTATION).asText();
  }

  private static void dropIfEmpty(ObjectNode parent, String field) {
    if (parent.path(field).isEmpty()) {
      parent.remove(field);
    }
  }

  /** Fields in order, nulls left out. */
  private static void write(JsonNode node, JsonGenerator target) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        target.writeStartObject();
        for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
          if (!field.getValue().isNull()) {
            target.writeFieldName(field.getKey());
            write(field.getValue(), target);
          }
        }
        target.writeEndObject();
      }
      case ARRAY -> {
        target.writeStartArray();
        for (JsonNode element : node) {
          write(element, target);
        }
        target.writeEndArray();
      }
      case NULL, MISSING -> target.writeNull();
      case BOOLEAN -> target.writeBoolean(node.booleanValue());
      case NUMBER -> target.writeNumber(node.asText());
      case STRING, BINARY, POJO -> target.writeString(node.asText());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
