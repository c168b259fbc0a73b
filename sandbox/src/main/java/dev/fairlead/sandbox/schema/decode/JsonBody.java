package dev.fairlead.sandbox.schema.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.rejection.Rejection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON and notes which fields occur twice. */
final class JsonBody {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final String kind;
  private final byte[] bytes;
  private final String summary;
  private final Map<String, String> duplicates = new LinkedHashMap<>();

  JsonBody(String kind, byte[] bytes) {
    this.kind = kind;
    this.bytes = bytes;
    this.summary = BodyText.summary(bytes);
  }

  RequestBody read() throws Rejection {
    JsonNode value;
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw BodyText.malformed(kind, JsonSyntax.UNEXPECTED_END, summary);
      }
      value = value(parser, "");
      if (parser.nextToken() != null) {
        throw BodyText.malformed(kind, JsonSyntax.problem(bytes), summary);
      }
    } catch (IOException e) {
      throw BodyText.malformed(kind, JsonSyntax.problem(bytes), summary);
    }
    return new RequestBody(BodyText.object(value, kind, summary), duplicates, "", summary);
  }

  private JsonNode value(JsonParser parser, String path) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, path);
      case START_ARRAY -> {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser, path + "[" + array.size() + "]"));
        }
        yield array;
      }
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Numbers.parse(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> nodes.nullNode();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("no value");
    };
  }

  private ObjectNode object(JsonParser parser, String path) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String field = path.isEmpty() ? name : path + "." + name;
      parser.nextToken();
      if (object.has(name)) {
        duplicates.put(field, "duplicate field \"" + field + "\"");
      }
      object.set(name, value(parser, field));
    }
    return object;
  }
}
