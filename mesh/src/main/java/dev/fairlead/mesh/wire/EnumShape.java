package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of a few constants, by its name. */
final class EnumShape implements Shape {

  private final String type;
  private final Map<String, Enum<?>> constants;

  EnumShape(Class<?> type) {
    this.type = type.getSimpleName();
    this.constants =
        Stream.of(type.getEnumConstants())
            .map(constant -> (Enum<?>) constant)
            .collect(Collectors.toMap(Enum::name, Function.identity()));
  }

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    out.writeString(((Enum<?>) value).name());
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    String name = (String) Scalar.TEXT.read(in);
    Enum<?> constant = constants.get(name);
    if (constant == null) {
      throw new UnreadableException(Cause.UNKNOWN_TYPE, type + " " + name + " is not known here");
    }
    return constant;
  }
}
