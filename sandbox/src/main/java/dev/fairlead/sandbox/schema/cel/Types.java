package dev.fairlead.sandbox.schema.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.fairlead.sandbox.schema.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the values of a schema are in CEL. For one rule's schema. */
@SuppressWarnings("Immutable") // filled while one rule is compiled, and not changed after that
final class Types implements CelTypeProvider {

  private final Map<String, CelType> structs = new LinkedHashMap<>();

  /** The type of a value; empty for one that rules cannot see. */
  Optional<CelType> type(Schema schema, boolean resource, String name) {
    if (schema.intOrString()) {
      return Optional.of(SimpleType.DYN);
    }
    if (resource || schema.embeddedResource()) {
      return Optional.of(struct(schema, true, name));
    }
    return switch (schema.type()) {
      case "boolean" -> Optional.of(SimpleType.BOOL);
      case "integer" -> Optional.of(SimpleType.INT);
      case "number" -> Optional.of(SimpleType.DOUBLE);
      case "string" -> Optional.of(text(schema.format()));
      case "array" ->
          schema.items().flatMap(it -> type(it, false, name + ".@items")).map(ListType::create);
      case "object" ->
          schema.additionalProperties().isPresent()
              ? type(schema.additionalProperties().get(), false, name + ".@values")
                  .map(it -> MapType.create(SimpleType.STRING, it))
              : Optional.of(struct(schema, false, name));
      default -> Optional.empty();
    };
  }

  private static CelType text(String format) {
    return switch (format) {
      case "byte" -> SimpleType.BYTES;
      case "duration" -> SimpleType.DURATION;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      default -> SimpleType.STRING;
    };
  }

  private StructType struct(Schema schema, boolean resource, String name) {
    Map<String, CelType> fields = new LinkedHashMap<>();
    schema
        .properties()
        .forEach((field, part) -> {
          if (!(resource && field.equals("metadata"))) {
            Identifiers.escape(field)
                .ifPresent(id ->
                    type(part, false, name + "." + id).ifPresent(type -> fields.put(id, type)));
          }
        });
    if (resource) {
      fields.put("apiVersion", SimpleType.STRING);
      fields.put("kind", SimpleType.STRING);
      fields.put(
          "metadata",
          struct(
              name + ".metadata",
              Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING)));
    }
    return struct(name, fields);
  }

  private StructType struct(String name, Map<String, CelType> fields) {
    StructType type =
        StructType.create(
            name,
            ImmutableSet.copyOf(fields.keySet()),
            field -> Optional.ofNullable(fields.get(field)));
    structs.put(name, type);
    return type;
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return Optional.ofNullable(structs.get(name));
  }
}
