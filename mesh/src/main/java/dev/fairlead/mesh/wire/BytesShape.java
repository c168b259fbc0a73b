package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.util.function.Function;

/** A value that is a byte string. */
record BytesShape(Function<Object, byte[]> format, Function<byte[], Object> parse)
    implements Shape {

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    out.writeBinary(format.apply(value));
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    return parse.apply((byte[]) Scalar.BYTES.read(in));
  }
}
