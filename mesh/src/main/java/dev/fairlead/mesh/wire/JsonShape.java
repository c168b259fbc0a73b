package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of somebody else's, as Java has it: maps, lists, texts, numbers, booleans, nulls.
 */
final class JsonShape implements Shape {

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    writeAny(out, value);
  }

  private static void writeAny(CBORGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean bool -> out.writeBoolean(bool);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case BigInteger number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number);
      case List<?> list -> {
        out.writeStartArray(list, list.size());
        for (Object element : list) {
          writeAny(out, element);
        }
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject(map, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.writeFieldName((String) entry.getKey());
          writeAny(out, entry.getValue());
        }
        out.writeEndObject();
      }
      default -> throw new IllegalArgumentException(value.getClass() + " is no JSON");
    }
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    Shape.expect(in, JsonToken.START_OBJECT, "an object");
    return readObject(in);
  }

  private static @Nullable Object readAny(CBORParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> readObject(in);
      case START_ARRAY -> readArray(in);
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw UnreadableException.malformed(in.currentToken() + " is no JSON");
    };
  }

  private static List<@Nullable Object> readArray(CBORParser in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      CollectionShape.bound(list.size());
      list.add(readAny(in));
    }
    return list;
  }

  private static Map<String, @Nullable Object> readObject(CBORParser in) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      CollectionShape.bound(map.size());
      in.nextToken();
      map.put(key, readAny(in));
    }
    Shape.expect(in, JsonToken.END_OBJECT, "the end of an object");
    return map;
  }
}
