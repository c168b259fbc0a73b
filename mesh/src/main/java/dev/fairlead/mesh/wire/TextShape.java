package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.function.Function;

/** A value that is one text. What does not parse is malformed, whatever the parser throws. */
record TextShape(Function<Object, String> format, Function<String, Object> parse) implements Shape {

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    out.writeString(format.apply(value));
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    return parse.apply((String) Scalar.TEXT.read(in));
  }
}
