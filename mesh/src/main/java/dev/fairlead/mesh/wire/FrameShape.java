package dev.fairlead.mesh.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import dev.fairlead.mesh.frame.ElsewhereFrame;
import dev.fairlead.mesh.frame.PackedFrame;
import dev.fairlead.mesh.frame.RemoteFrame;
import dev.fairlead.protocol.object.Frame;
import java.io.IOException;

/**
 * The JSON of an object, as it is kept: a byte string; or packed, an array of the dictionary's
 * name, the length of the JSON, and the bytes; or null for one that has to be pulled.
 */
final class FrameShape implements Shape {

  private static final int PACKED_ELEMENTS = 3;

  @Override
  public void write(CBORGenerator out, Object value) throws IOException {
    switch ((Frame) value) {
      case PackedFrame packed -> write(out, packed.remote());
      case RemoteFrame remote -> write(out, remote);
      case ElsewhereFrame elsewhere -> out.writeNull();
      case Frame plain -> out.writeBinary(plain.json());
    }
  }

  private static void write(CBORGenerator out, RemoteFrame frame) throws IOException {
    out.writeStartArray(frame, PACKED_ELEMENTS);
    out.writeString(frame.dictionary());
    out.writeNumber(frame.sizeBytes());
    out.writeBinary(frame.packed());
    out.writeEndArray();
  }

  @Override
  public Object read(CBORParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NULL -> ElsewhereFrame.INSTANCE;
      case START_ARRAY -> readPacked(in);
      default -> Frame.ofJson((byte[]) Scalar.BYTES.read(in));
    };
  }

  private static RemoteFrame readPacked(CBORParser in) throws IOException {
    in.nextToken();
    String dictionary = (String) Scalar.TEXT.read(in);
    in.nextToken();
    int size = (int) Scalar.INT.read(in);
    in.nextToken();
    byte[] packed = (byte[]) Scalar.BYTES.read(in);
    in.nextToken();
    Shape.expect(in, JsonToken.END_ARRAY, "the end of a frame");
    return new RemoteFrame(dictionary, size, packed);
  }
}
