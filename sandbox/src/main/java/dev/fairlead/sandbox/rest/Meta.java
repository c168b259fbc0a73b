package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes an object's metadata by the names of its fields. */
public final class Meta {

  public static final String NAME = "name";
  public static final String GENERATE_NAME = "generateName";
  public static final String NAMESPACE = "namespace";
  public static final String UID = "uid";
  public static final String RESOURCE_VERSION = "resourceVersion";
  public static final String GENERATION = "generation";
  public static final String CREATED = "creationTimestamp";
  public static final String DELETED = "deletionTimestamp";
  public static final String GRACE = "deletionGracePeriodSeconds";
  public static final String FINALIZERS = "finalizers";
  public static final String OWNERS = "ownerReferences";
  public static final String MANAGED_FIELDS = "managedFields";

  private Meta() {}

  /** The object's metadata, which is made if it is not there. */
  public static ObjectNode of(ObjectNode object) {
    return object.get("metadata") instanceof ObjectNode metadata
        ? metadata
        : object.putObject("metadata");
  }

  /** A field's text; empty for none. */
  public static String text(JsonNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }

  public static String name(JsonNode object) {
    return text(object, NAME);
  }

  public static String namespace(JsonNode object) {
    return text(object, NAMESPACE);
  }

  public static String uid(JsonNode object) {
    return text(object, UID);
  }

  /** A field's number; empty for none. */
  public static OptionalLong number(JsonNode object, String field) {
    JsonNode value = object.path("metadata").path(field);
    return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }

  public static boolean deleting(JsonNode object) {
    return object.path("metadata").hasNonNull(DELETED);
  }

  public static List<String> finalizers(JsonNode object) {
    return texts(object.path("metadata").path(FINALIZERS));
  }

  /** Replaces the finalizers; none at all leaves no field. */
  public static void finalizers(ObjectNode object, List<String> finalizers) {
    ObjectNode metadata = of(object);
    if (finalizers.isEmpty()) {
      metadata.remove(FINALIZERS);
    } else {
      ArrayNode array = metadata.putArray(FINALIZERS);
      finalizers.forEach(array::add);
    }
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** Sets a field as it is in the other object: absent there, absent here. */
  static void copy(ObjectNode object, JsonNode other, String field) {
    Optional<JsonNode> value =
        Optional.ofNullable(other.path("metadata").get(field)).filter(it -> !it.isNull());
    if (value.isPresent()) {
      of(object).set(field, value.get());
    } else {
      of(object).remove(field);
    }
  }

  /** A time as the API writes it: in whole seconds, UTC. */
  public static String time(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Counts the generation if the kind has one. */
  static void countGeneration(ObjectNode object) {
    long generation = number(object, GENERATION).orElse(0);
    if (generation > 0) {
      of(object).put(GENERATION, generation + 1);
    }
  }
}
