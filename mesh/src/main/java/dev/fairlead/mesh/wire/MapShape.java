package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map whose keys are texts. */
record MapShape(Shape value) implements Shape {

  @Override
  public void write(CBORGenerator out, Object map) throws IOException {
    Map<?, ?> entries = (Map<?, ?>) map;
    out.writeStartObject(map, entries.size());
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      out.writeFieldName((String) entry.getKey());
      value.write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    Shape.expect(in, JsonToken.START_OBJECT, "a map");
    Map<String, Object> map = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      CollectionShape.bound(map.size());
      in.nextToken();
      if (map.put(key, value.read(in)) != null) {
        throw UnreadableException.malformed("a map has the key " + key + " twice");
      }
    }
    Shape.expect(in, JsonToken.END_OBJECT, "the end of a map");
    return map;
  }

  @Override
  public Object empty() {
    return Map.of();
  }
}
