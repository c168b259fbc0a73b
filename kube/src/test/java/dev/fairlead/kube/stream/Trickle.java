package dev.fairlead.kube.stream;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that arrive in chunks of a given size, as from a slow network. */
final class Trickle extends ByteArrayInputStream {

  private final int chunk;

  Trickle(String text, int chunk) {
    super(text.getBytes(StandardCharsets.UTF_8));
    this.chunk = chunk;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    return super.read(target, offset, Math.min(chunk, length));
  }
}
