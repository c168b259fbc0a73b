package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.fairlead.sandbox.schema.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of an object's message. The types are those of the object's definition; a few of the
 * API's types are messages that are plain values in JSON. Clients send values that are zero too;
 * they are left out where JSON leaves them out when the object's kind prepares it.
 */
final class ProtobufReader {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RAW_EXTENSION = "io.k8s.apimachinery.pkg.runtime.RawExtension";
  private static final String FIELDS_V1 = "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1";

  private ProtobufReader() {}

  /**
   * @param into gets the fields
   * @throws IOException if the message is damaged
   */
  static void read(byte[] message, Schema schema, ObjectNode into) throws IOException {
    fields(message, schema.name(), schema, into);
  }

  /** The API's words for a damaged message. */
  static String why(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof InvalidProtocolBufferException && message.contains("ended unexpectedly")
        ? "unexpected EOF"
        : "proto: " + message;
  }

  private static void fields(byte[] message, String name, Schema schema, ObjectNode into)
      throws IOException {
    Map<Integer, ProtobufMessages.Field> known = ProtobufMessages.fields(name);
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      ProtobufMessages.Field field = known.get(WireFormat.getTagFieldNumber(tag));
      if (field == null) {
        in.skipField(tag);
      } else if (field.inline()) {
        fields(bytes(in, tag), field.name(), schema, into);
      } else {
        field(in, tag, field.name(), schema.properties().get(field.name()), into);
      }
    }
  }

  private static void field(
      CodedInputStream in, int tag, String name, @Nullable Schema schema, ObjectNode into)
      throws IOException {
    if (schema == null) {
      throw new IllegalStateException("messages.txt names what no definition has: " + name);
    }
    if (schema.items().isPresent()) {
      into.withArrayProperty(name).add(value(in, tag, schema.items().get()));
    } else if (schema.additionalProperties().isPresent()) {
      entry(bytes(in, tag), schema.additionalProperties().get(), into.withObjectProperty(name));
    } else {
      into.set(name, value(in, tag, schema));
    }
  }

  private static void entry(byte[] message, Schema values, ObjectNode map) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    String key = "";
    JsonNode value = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = text(in, tag);
        case 2 ->
            value =
                values.items().isPresent()
                    ? list(bytes(in, tag), values.items().get())
                    : value(in, tag, values);
        default -> in.skipField(tag);
      }
    }
    map.set(key, value);
  }

  /** A list by itself is a message whose only field repeats. */
  private static ArrayNode list(byte[] message, Schema items) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    ArrayNode list = NODES.arrayNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      list.add(value(in, tag, items));
    }
    return list;
  }

  private static JsonNode value(CodedInputStream in, int tag, Schema schema) throws IOException {
    if (GoTypes.isTime(schema) || GoTypes.isMicroTime(schema)) {
      return time(bytes(in, tag));
    }
    if (GoTypes.isQuantity(schema)) {
      Scalars quantity = Scalars.read(bytes(in, tag));
      return NODES.textNode(quantity.text().isEmpty() ? "0" : quantity.text());
    }
    if (schema.intOrString()) {
      Scalars either = Scalars.read(bytes(in, tag));
      boolean number = either.first() == 0;
      return number ? NODES.numberNode((int) either.second()) : NODES.textNode(either.text());
    }
    if (schema.name().equals(RAW_EXTENSION) || schema.name().equals(FIELDS_V1)) {
      return JSON.readTree(Scalars.read(bytes(in, tag)).text());
    }
    return switch (schema.type()) {
      case "string" ->
          schema.format().equals("byte")
              ? NODES.textNode(Base64.getEncoder().encodeToString(bytes(in, tag)))
              : NODES.textNode(text(in, tag));
      case "boolean" -> NODES.booleanNode(number(in, tag) != 0);
      case "integer" -> NODES.numberNode(number(in, tag));
      case "number" -> {
        require(tag, WireFormat.WIRETYPE_FIXED64);
        yield NODES.numberNode(in.readDouble());
      }
      default -> {
        ObjectNode object = NODES.objectNode();
        fields(bytes(in, tag), schema.name(), schema, object);
        yield object;
      }
    };
  }

  private static JsonNode time(byte[] message) throws IOException {
    if (message.length == 0) {
      return NODES.nullNode();
    }
    Scalars time = Scalars.read(message);
    return NODES.textNode(Instant.ofEpochSecond(time.first(), time.second()).toString());
  }

  /**
   * One of the small messages that are no objects: a time's seconds and nanoseconds, a number or a
   * text and which of them counts, a text alone.
   *
   * @param text the last field that is no number
   */
  private record Scalars(long first, long second, String text) {

    static Scalars read(byte[] message) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(message);
      long first = 0;
      long second = 0;
      String text = "";
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
          text = in.readString();
        } else if (WireFormat.getTagFieldNumber(tag) == 1) {
          first = number(in, tag);
        } else {
          second = number(in, tag);
        }
      }
      return new Scalars(first, second, text);
    }
  }

  private static byte[] bytes(CodedInputStream in, int tag) throws IOException {
    require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteArray();
  }

  private static String text(CodedInputStream in, int tag) throws IOException {
    require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readString();
  }

  private static long number(CodedInputStream in, int tag) throws IOException {
    require(tag, WireFormat.WIRETYPE_VARINT);
    return in.readInt64();
  }

  private static void require(int tag, int wireType) throws IOException {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new IOException(
          "wrong wireType = %d for field %d"
              .formatted(WireFormat.getTagWireType(tag), WireFormat.getTagFieldNumber(tag)));
    }
  }
}
