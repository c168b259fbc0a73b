package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** One of a few records, as a map of one entry: its name, and what it says. */
final class UnionShape implements Shape {

  private record Case(SerializedString name, Shape shape) {}

  private final String type;
  private final Map<Class<?>, Case> byClass = new HashMap<>();
  private final Map<String, Shape> byName = new HashMap<>();

  UnionShape(Class<?> type, Map<String, Class<?>> names, Map<Class<?>, Shape> shapes) {
    this.type = type.getSimpleName();
    names.forEach((name, subtype) -> {
      Shape shape = shapes.get(subtype);
      if (shape == null) {
        throw new IllegalArgumentException(subtype + " has no shape");
      }
      byClass.put(subtype, new Case(new SerializedString(name), shape));
      byName.put(name, shape);
    });
  }

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    Case one = byClass.get(value.getClass());
    if (one == null) {
      throw new UnreadableException(
          Cause.UNKNOWN_TYPE, "%s is not of the schema".formatted(value.getClass()));
    }
    out.writeStartObject(value, 1);
    out.writeFieldName(one.name());
    one.shape().write(out, value);
    out.writeEndObject();
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    Shape.expect(in, JsonToken.START_OBJECT, type);
    String name = in.nextFieldName();
    Shape shape = byName.get(String.valueOf(name));
    if (shape == null) {
      throw new UnreadableException(Cause.UNKNOWN_TYPE, type + " " + name + " is not known here");
    }
    in.nextToken();
    Object value = shape.read(in);
    if (in.nextToken() != JsonToken.END_OBJECT) {
      throw UnreadableException.malformed(type + " says two things");
    }
    return value;
  }
}
