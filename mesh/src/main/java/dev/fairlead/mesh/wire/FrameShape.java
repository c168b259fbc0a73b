package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.protocol.object.Frame;
import java.io.IOException;

/** The JSON of an object: a byte string. */
final class FrameShape implements Shape {

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    Scalar.BYTES.write(out, ((Frame) value).json());
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    return Frame.ofJson((byte[]) Scalar.BYTES.read(in));
  }
}
