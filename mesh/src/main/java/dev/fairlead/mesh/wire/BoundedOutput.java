package dev.fairlead.mesh.wire;

import dev.fairlead.mesh.wire.Refused.Cause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes in the bytes of a frame, and ends the writing above its bound. */
final class BoundedOutput extends OutputStream {

  private static final int USUAL_BYTES = 2_048;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
  private final MessageType type;

  BoundedOutput(MessageType type) {
    this.type = type;
  }

  @Override
  public void write(int one) throws IOException {
    bound(1);
    bytes.write(one);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    bound(length);
    bytes.write(source, offset, length);
  }

  byte[] written() {
    return bytes.toByteArray();
  }

  private void bound(int more) throws IOException {
    if (bytes.size() + (long) more > type.bytesMax()) {
      throw new UnreadableException(
          Cause.TOO_LARGE, "%s is above %d bytes".formatted(type.name(), type.bytesMax()));
    }
  }
}
