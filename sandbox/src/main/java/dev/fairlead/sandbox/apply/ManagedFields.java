package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who owns what in one object: {@code metadata.managedFields}, taken apart. Belongs to the write
 * that takes it apart, and changes with it.
 */
final class ManagedFields {

  /**
   * @param apiVersion the version that the paths are in
   */
  record Owned(FieldSet fields, String apiVersion) {
    Owned with(FieldSet others) {
      return new Owned(others, apiVersion);
    }
  }

  private static final Comparator<ObjectNode> ORDER =
      Comparator.<ObjectNode, String>comparing(it -> it.path("operation").asText())
          .thenComparingLong(it -> seconds(it.path("time").asText()))
          .thenComparing(it -> it.path("manager").asText())
          .thenComparing(it -> it.path("apiVersion").asText())
          .thenComparing(it -> it.path("subresource").asText());

  private final TreeMap<Owner, Owned> entries = new TreeMap<>();
  private final TreeMap<Owner, String> times = new TreeMap<>();

  /** Empty for entries that cannot be read. */
  static Optional<ManagedFields> read(JsonNode json) {
    ManagedFields managed = new ManagedFields();
    for (JsonNode entry : json) {
      if (!managed.add(entry)) {
        return Optional.empty();
      }
    }
    return Optional.of(managed);
  }

  private boolean add(JsonNode entry) {
    String operation = entry.path("operation").asText();
    String apiVersion = entry.path("apiVersion").asText();
    boolean apply = operation.equals(Owner.APPLY);
    Optional<FieldSet> fields = FieldsV1.read(entry.path("fieldsV1"));
    if (!(apply || operation.equals(Owner.UPDATE))
        || apiVersion.isEmpty()
        || !entry.path("fieldsType").asText().equals("FieldsV1")
        || fields.isEmpty()) {
      return false;
    }
    Owner owner =
        new Owner(
            entry.path("manager").asText(),
            operation,
            apply ? "" : apiVersion,
            entry.path("subresource").asText());
    entries.put(owner, new Owned(fields.get(), apiVersion));
    if (entry.path("time").isTextual()) {
      times.put(owner, entry.path("time").asText());
    }
    return true;
  }

  Map<Owner, Owned> entries() {
    return entries;
  }

  /** Empty for an owner without a time. */
  Optional<String> time(Owner owner) {
    return Optional.ofNullable(times.get(owner));
  }

  void touch(Owner owner, Instant now) {
    times.put(owner, now.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  void touch(Owner owner, Optional<String> time) {
    time.ifPresentOrElse(it -> times.put(owner, it), () -> times.remove(owner));
  }

  /** Seconds since 1970; 0 without a time. */
  long seconds(Owner owner) {
    return seconds(times.getOrDefault(owner, ""));
  }

  void dropEmpty() {
    entries.values().removeIf(owned -> owned.fields().isEmpty());
  }

  ArrayNode write() {
    List<ObjectNode> written = new ArrayList<>();
    for (Map.Entry<Owner, Owned> entry : entries.entrySet()) {
      written.add(write(entry.getKey(), entry.getValue()));
    }
    written.sort(ORDER);
    return JsonNodeFactory.instance.arrayNode().addAll(written);
  }

  private ObjectNode write(Owner owner, Owned owned) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!owner.manager().isEmpty()) {
      json.put("manager", owner.manager());
    }
    json.put("operation", owner.operation()).put("apiVersion", owned.apiVersion());
    time(owner).ifPresent(it -> json.put("time", it));
    json.put("fieldsType", "FieldsV1").set("fieldsV1", FieldsV1.write(owned.fields()));
    if (!owner.subresource().isEmpty()) {
      json.put("subresource", owner.subresource());
    }
    return json;
  }

  private static long seconds(String time) {
    try {
      return time.isEmpty() ? 0 : Instant.parse(time).getEpochSecond();
    } catch (DateTimeParseException malformed) {
      return 0;
    }
  }
}
