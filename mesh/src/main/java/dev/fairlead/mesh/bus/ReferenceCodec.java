package dev.fairlead.mesh.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable messages over by reference within one process. */
final class ReferenceCodec implements MessageCodec<Object, Object> {

  static final String NAME = "fairlead-reference";

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    throw new IllegalStateException(
        message.getClass().getSimpleName() + " was sent to another process; this bus is local");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException("a frame came from another process; this bus is local");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
