package dev.fairlead.kube.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * The hash of a desired object as it was applied, kept on the object itself. It tells of a field
 * that is no longer desired, which the observed object alone cannot. Pure.
 */
public final class AppliedHash {

  /** The annotation that holds it. */
  public static final String ANNOTATION = "fairlead.dev/applied";

  private static final int BYTES = 12;

  private AppliedHash() {}

  /** The hash of an object: the same for the same content, whatever the order of its fields. */
  public static String of(ObjectNode desired) {
    ObjectNode content = desired.deepCopy();
    content.remove("status");
    if (content.get("metadata") instanceof ObjectNode metadata
        && metadata.get("annotations") instanceof ObjectNode annotations) {
      annotations.remove(ANNOTATION);
      dropIfEmpty(metadata, "annotations");
      dropIfEmpty(content, "metadata");
    }
    StringBuilder canonical = new StringBuilder();
    write(content, canonical);
    byte[] digest = sha256().digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
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
  private static void write(JsonNode node, StringBuilder target) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      target.append('{');
      fields.forEach((name, value) -> {
        if (!value.isNull()) {
          target.append(TextNode.valueOf(name)).append(':');
          write(value, target);
          target.append(',');
        }
      });
      target.append('}');
    } else if (node.isArray()) {
      target.append('[');
      for (JsonNode element : node) {
        write(element, target);
        target.append(',');
      }
      target.append(']');
    } else {
      target.append(node);
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
