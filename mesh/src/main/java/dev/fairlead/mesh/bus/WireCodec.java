package dev.fairlead.mesh.bus;

import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.Refusals;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands immutable messages over by reference within one process, and as frames to others. What
 * comes of a frame is the message, or a {@link Refused} in its place. Never throws: Vert.x would
 * take that for a fault of the connection.
 */
final class WireCodec implements MessageCodec<Object, Object> {

  static final String NAME = "fairlead";

  private final WireFormat format;
  private final Refusals refusals;

  WireCodec(WireFormat format, Refusals refusals) {
    this.format = format;
    this.refusals = refusals;
  }

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    buffer.appendBytes(format.encode(message, refusals::count));
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    return switch (format.decode(buffer.getBytes(position, buffer.length()))) {
      case Decoded.Message(Object message) -> message;
      case Refused refused -> refused;
    };
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
