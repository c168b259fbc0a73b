package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fairlead.sandbox.schema.Schema;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;

/**
 * The form that kube-apiserver gives an object by decoding it into structs, filling in defaults and
 * encoding it again: what says nothing goes, what a struct always writes is there, quantities and
 * times are written in one way.
 */
final class Form {

  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final String TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.Time";
  private static final String MICRO_TIME = "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime";
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

  private Form() {}

  /** Gives the object its form, with all defaults. */
  static void give(Schema schema, ObjectNode object) {
    tidy(schema, object);
    complete(schema, object);
  }

  private static void tidy(Schema schema, ObjectNode object) {
    Fields fields = Fields.of(schema.name());
    Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      Schema declared = schema.properties().get(entry.getKey());
      Schema part = declared != null ? declared : schema.additionalProperties().orElse(null);
      if (part == null) {
        continue;
      }
      JsonNode value = written(part, entry.getValue());
      if (declared == null && value.isNull() && part.type().equals("string")) {
        value = TextNode.valueOf("");
      }
      if (declared != null && nothing(part, value, entry.getKey(), fields)) {
        entries.remove();
      } else {
        entry.setValue(value);
      }
    }
  }

  private static JsonNode written(Schema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      tidy(schema, object);
    } else if (value instanceof ArrayNode list) {
      schema.items().ifPresent(item -> writeItems(item, list));
    } else if (schema.name().equals(QUANTITY)) {
      return Amounts.of(value).<JsonNode>map(it -> TextNode.valueOf(it.toString())).orElse(value);
    } else if (value.isTextual() && schema.name().equals(TIME)) {
      return time(value, true);
    } else if (value.isTextual() && schema.name().equals(MICRO_TIME)) {
      return time(value, false);
    }
    return value;
  }

  private static void writeItems(Schema item, ArrayNode list) {
    for (int i = 0; i < list.size(); i++) {
      list.set(i, written(item, list.get(i)));
    }
  }

  private static JsonNode time(JsonNode value, boolean seconds) {
    try {
      OffsetDateTime time =
          OffsetDateTime.parse(value.textValue()).withOffsetSameInstant(ZoneOffset.UTC);
      return TextNode.valueOf(
          seconds
              ? time.truncatedTo(ChronoUnit.SECONDS).toInstant().toString()
              : MICROS.format(time));
    } catch (DateTimeException e) {
      // Decoding has the word on what is no time.
      return value;
    }
  }

  private static boolean nothing(Schema schema, JsonNode value, String name, Fields fields) {
    if (value.isNull()) {
      return true;
    }
    if (!Json.zero(value) || schema.intOrString() || fields.kept().contains(name)) {
      return false;
    }
    return switch (value.getNodeType()) {
      case OBJECT -> schema.additionalProperties().isPresent() && !fields.nulls().contains(name);
      case ARRAY -> !fields.nulls().contains(name);
      case STRING, NUMBER, BOOLEAN -> !fields.nulls().contains(name);
      case NULL, MISSING, BINARY, POJO -> false;
    };
  }

  private static void complete(Schema schema, ObjectNode object) {
    schema.properties().forEach((name, part) -> putDefault(object, name, part));
    TypeDefaults.of(schema.name()).accept(object);
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      schema.field(field.getKey()).ifPresent(part -> completeValue(part, field.getValue()));
    }
    for (String name : Fields.of(schema.name()).nulls()) {
      if (!object.has(name)) {
        object.putNull(name);
      }
    }
  }

  private static void putDefault(ObjectNode object, String name, Schema part) {
    if (!object.has(name)) {
      part.defaultValue().ifPresent(value -> object.set(name, value.deepCopy()));
    }
  }

  private static void completeValue(Schema schema, JsonNode value) {
    if (value instanceof ObjectNode object) {
      complete(schema, object);
    } else if (value instanceof ArrayNode list) {
      schema.items().ifPresent(item -> list.forEach(it -> completeValue(item, it)));
    }
  }
}
